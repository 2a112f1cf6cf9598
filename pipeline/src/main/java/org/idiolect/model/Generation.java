package org.idiolect.model;

/**
 * What a prompt was continued with.
 *
 * @param newTokenIds the stop token included when it was sampled
 * @param logProbabilities ln p of each new token, nats, under the model before penalty, temperature
 *     and truncation
 */
public record Generation(int[] newTokenIds, StopReason stopReason, float[] logProbabilities) {}
