package org.idiolect.model;

/** Why a generated text ends. */
public enum StopReason {
  STOP_TOKEN,
  LENGTH
}
