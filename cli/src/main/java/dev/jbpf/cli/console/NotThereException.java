package dev.jbpf.cli.console;

/** What the command line names is not there: the message says so in one line. Exit code 1. */
public final class NotThereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotThereException(String message) {
    super(message);
  }
}
