package dev.jbpf.ir.alloc;

/**
 * The registers that a value would like to have, because it comes from there or has to go there: of
 * the machine, or that of another value.
 */
final class RegisterHints {
  private static final int OTHERS = 32;

  /** Of a value that is used everywhere, a few wishes tell enough. */
  private static final int MOST = 8;

  private final IntList[] all;

  RegisterHints(int registers) {
    all = new IntList[registers];
  }

  /** {@code register} would like to be in {@code machine}. */
  void fixed(int register, int machine) {
    add(register, machine);
  }

  /** {@code register} and {@code other} would like to be in the same place. */
  void same(int register, int other) {
    add(register, OTHERS + other);
    add(other, OTHERS + register);
  }

  private void add(int register, int hint) {
    if (register < 0 || register >= all.length) {
      return;
    }
    if (all[register] == null) {
      all[register] = new IntList();
    }
    if (all[register].size() < MOST) {
      all[register].add(hint);
    }
  }

  int count(int register) {
    return all[register] == null ? 0 : all[register].size();
  }

  boolean isFixed(int register, int index) {
    return all[register].get(index) < OTHERS;
  }

  /** {@return the machine's register, or the other value} */
  int get(int register, int index) {
    int hint = all[register].get(index);
    return hint < OTHERS ? hint : hint - OTHERS;
  }
}
