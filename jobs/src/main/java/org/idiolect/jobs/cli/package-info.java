/**
 * The command line: parses arguments, opens a session and a run, calls a job, and turns what went
 * wrong into one sentence and an exit code ({@link org.idiolect.jobs.cli.ExitCode}).
 */
package org.idiolect.jobs.cli;
