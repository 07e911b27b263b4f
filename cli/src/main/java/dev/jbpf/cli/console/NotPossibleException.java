package dev.jbpf.cli.console;

/** This machine, or this user's rights, do not allow it: the message says why. Exit code 3. */
public final class NotPossibleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotPossibleException(String message) {
    super(message);
  }
}
