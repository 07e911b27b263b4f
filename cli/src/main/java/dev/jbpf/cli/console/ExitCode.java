package dev.jbpf.cli.console;

/** What the commands exit with. */
public final class ExitCode {
  public static final int OK = 0;

  /** The input has errors; all of them are on standard error. */
  public static final int BAD_SOURCE = 1;

  /** The command line is wrong, or a file that it names cannot be read or written. */
  public static final int USAGE = 2;

  /** The kernel, or this user's rights, do not allow it; standard error says what is missing. */
  public static final int NOT_POSSIBLE = 3;

  /** Whether a kernel would take the program is not known. */
  public static final int UNDECIDED = 4;

  /** Somebody pressed Ctrl-C; as shells say of a process that SIGINT ended. */
  public static final int STOPPED = 130;

  /** Nobody reads standard output any more; as shells say of a process that SIGPIPE ended. */
  public static final int UNREAD = 141;

  private ExitCode() {}
}
