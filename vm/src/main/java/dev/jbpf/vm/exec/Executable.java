package dev.jbpf.vm.exec;

/** Code that runs on a {@link EngineState}: decoded, or compiled. */
public interface Executable {
  /** {@return what was decoded} */
  MicroCode code();

  /**
   * {@return r0 of a run from the start, which gave back all that it took} To ask for that is left
   * to the code: some can take nothing, and runs in nanoseconds.
   *
   * @param machine whose r1 and r2 it starts with
   * @param argument the machine's: HotSpot makes better code where the caller has read the field
   */
  long run(EngineState machine, byte[] argument);

  /**
   * {@return r0 of the function at slot {@code entry}, as a part of a run}
   *
   * @param machine whose code is {@link #code()}
   * @param depth of its frame, 0 to 7
   */
  long call(EngineState machine, int entry, long r1, long r2, long r3, long r4, long r5, int depth);
}
