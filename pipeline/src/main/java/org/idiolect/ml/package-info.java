/**
 * Spark ML stages on the conventions of the DJL Spark extension: {@code setInputCol}, {@code
 * setOutputCol}, {@code setModelUrl}, {@code setEngine}, {@code setBatchSize}.
 *
 * <p>{@link org.idiolect.ml.TextGenerator} answers messages, {@link org.idiolect.ml.NllScorer} says
 * how probable messages are, {@link org.idiolect.ml.StyleEstimator} trains an adapter for each
 * author and gives a {@link org.idiolect.ml.StyleModel}. All of them are saved and loaded with
 * pipelines, work from Java and through PySpark's gateway, and call the steps of the packages
 * before this one.
 *
 * <p>A row's result depends on the row, the settings and the adapter alone: partitions, executors
 * and the other rows of a batch change nothing but rounding. Each executor loads a model once, see
 * {@link org.idiolect.model.ModelRegistry}. The model's folder has to be readable on the driver and
 * on every executor.
 */
package org.idiolect.ml;
