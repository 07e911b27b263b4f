package dev.jbpf.examples.support;

import java.io.PrintStream;

/** A program that shows something, with options of its own. */
public interface Example {
  /** It did what it is for. */
  int OK = 0;

  /** Something went wrong on the way. */
  int FAILED = 1;

  /** The options are wrong. */
  int WRONG_USAGE = 2;

  /** This machine, or this user's rights, do not allow it; the output says what is missing. */
  int NOT_POSSIBLE = 3;

  /** {@return the name by which {@code jbpf example NAME} finds it} */
  String name();

  /** {@return what it shows, in one line} */
  String description();

  /**
   * Runs it until it is done or the calling thread is interrupted.
   *
   * @return an exit code
   */
  int run(PrintStream out, PrintStream err, String... arguments);
}
