package dev.jbpf.vm.exec;

/** What the interpreter keeps of the functions that wait for one to return. */
final class CallStack {
  /** r1 to r9. */
  private static final int SAVED = 9;

  private final long[] registers = new long[Machine.FRAMES * SAVED];
  private final long[] mayGoto = new long[Machine.FRAMES];
  private final int[] returns = new int[Machine.FRAMES];
  private final int[] entries = new int[Machine.FRAMES];

  /** Starts a function of depth {@code depth} at {@code entry}. */
  void enter(int depth, int entry) {
    entries[depth] = entry;
  }

  /** {@return where the function of that depth starts} */
  int entry(int depth) {
    return entries[depth];
  }

  /** Keeps the state of the function of that depth; its callee starts with r1 to r5 only. */
  void save(int depth, long[] live, int returnTo, long mayGotoLeft) {
    System.arraycopy(live, 1, registers, depth * SAVED, SAVED);
    mayGoto[depth] = mayGotoLeft;
    returns[depth] = returnTo;
    live[0] = 0;
    live[6] = 0;
    live[7] = 0;
    live[8] = 0;
    live[9] = 0;
  }

  /** {@return the slot to return to} Gives the function of that depth its registers again. */
  int restore(int depth, long[] live) {
    System.arraycopy(registers, depth * SAVED, live, 1, SAVED);
    return returns[depth];
  }

  long mayGoto(int depth) {
    return mayGoto[depth];
  }
}
