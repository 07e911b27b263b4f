package dev.jbpf.runtime.object.hook;

/** What to do without a program, in words for Java and for the shell. */
public final class Advice {
  public static final String LEAVE_OUT =
      "leave the program out: autoload(false), in the shell jbpf load --skip NAME";

  public static final String DO_NOT_ATTACH =
      "load it without attaching it: autoattach(false), in the shell jbpf load --no-attach";

  private Advice() {}
}
