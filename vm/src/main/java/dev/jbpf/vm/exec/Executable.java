package dev.jbpf.vm.exec;

/** Code that runs on a {@link Machine}: decoded, or compiled. */
public interface Executable {
  /** {@return what was decoded} */
  Code code();

  /**
   * {@return r0 of the function at slot {@code entry}}
   *
   * @param machine whose code is {@link #code()}
   * @param depth of its frame, 0 to 7
   */
  long call(Machine machine, int entry, long r1, long r2, long r3, long r4, long r5, int depth);
}
