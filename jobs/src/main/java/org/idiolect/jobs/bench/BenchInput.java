package org.idiolect.jobs.bench;

import java.nio.file.Path;

/**
 * What a bench works on.
 *
 * @param baseModel null for random weights of GPT-2 small's shape
 * @param messages JSON lines with a "text" each, for train-chat; null for invented ones
 * @param authors of train-cohort, at least 2: from the one with fewest tokens to the one with most
 */
public record BenchInput(Path baseModel, Path messages, int authors) {}
