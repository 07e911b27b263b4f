package dev.jbpf.vm.exec;

/** A program ends itself, with a number for who reads its result ({@code bpf_throw}). */
public final class Thrown extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long cookie;

  Thrown(long cookie) {
    // The Java frames are the engine's own: they say nothing about the program.
    super("the program throws " + cookie, null, false, false);
    this.cookie = cookie;
  }

  long cookie() {
    return cookie;
  }
}
