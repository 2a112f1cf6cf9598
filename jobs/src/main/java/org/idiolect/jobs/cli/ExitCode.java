package org.idiolect.jobs.cli;

import org.idiolect.jobs.InputRefusedException;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.table.CorruptTableException;
import org.idiolect.table.OutputLock.OutputHeldException;

/** What the exit status of a command means; schedulers act on it. */
public enum ExitCode {
  OK(0),
  FAILED(1),
  USAGE(2),
  CONFIGURATION(3),
  INPUT_REFUSED(4),
  QUALITY_GATE(5),
  DONE_WITH_FAILURES(6),
  RESOURCES(7),
  OUTPUT_HELD(8),
  CORRUPTION(9);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The code for a failure; wrapped causes count, since Spark wraps what a task throws. */
  static ExitCode of(Throwable failure) {
    if (OutOfMemory.advice(failure).isPresent()) {
      return RESOURCES;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      ExitCode code = ofOne(cause);
      if (code != FAILED) {
        return code;
      }
    }
    return FAILED;
  }

  private static ExitCode ofOne(Throwable cause) {
    if (cause instanceof OutputHeldException) {
      return OUTPUT_HELD;
    } else if (cause instanceof CorruptTableException) {
      return CORRUPTION;
    } else if (cause instanceof InputRefusedException) {
      return INPUT_REFUSED;
    } else if (cause instanceof ConfigException || cause instanceof IllegalArgumentException) {
      return CONFIGURATION;
    }
    return FAILED;
  }
}
