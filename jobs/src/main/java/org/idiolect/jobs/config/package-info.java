/**
 * Settings: one record per package of the pipeline, nested in {@link
 * org.idiolect.jobs.config.IdiolectConfig}, read once by a job.
 *
 * <p>Order of precedence: {@code --set key=value}, then {@code --config FILE}, then the commented
 * defaults of {@code conf/idiolect.conf}, which the jar carries. An unknown key is an error that
 * names the nearest known one.
 */
package org.idiolect.jobs.config;
