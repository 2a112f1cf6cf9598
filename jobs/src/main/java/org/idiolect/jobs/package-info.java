/**
 * Entry points: one thin job per stage, and {@link org.idiolect.jobs.PipelineJob}, which calls the
 * same jobs in order.
 *
 * <p>A job opens the tables it reads, calls the steps of the pipeline, writes what they return and
 * commits. It has no rule about data. Order of stages: ingest, prepare, train, generate, evaluate,
 * report.
 */
package org.idiolect.jobs;
