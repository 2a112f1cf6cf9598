package org.idiolect.jobs.config;

/** A setting that is unknown, missing, of the wrong type or out of range. */
public final class ConfigException extends RuntimeException {
  public ConfigException(String message) {
    super(message);
  }

  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
