/**
 * The local page: talk to an imitation in a browser (the paper's web demo, section 5.1.2).
 *
 * <p>In: a committed run, read without Spark. Out: HTTP on the loopback interface alone. Nothing
 * that is typed or written is logged or kept.
 */
package org.idiolect.jobs.serve;
