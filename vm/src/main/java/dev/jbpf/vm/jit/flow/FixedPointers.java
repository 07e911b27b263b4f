package dev.jbpf.vm.jit.flow;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.MicroCode;
import java.util.Arrays;

/**
 * Registers that are set where a function starts, to what r1 or r10 are there and a constant, and
 * never change again: what they point to is known wherever the function goes.
 */
public final class FixedPointers {
  /** Far below the length of an array, so that no sum of two overflows. */
  private static final long MAX_DISTANCE = 1 << 16;

  private final FixedDistances known = new FixedDistances();
  private final int[] lastWrites = new int[Reg.COUNT];

  /** The first slot that is not behind the entry in one line. */
  private final int end;

  FixedPointers(MicroCode code, CompiledFunction function) {
    for (int register = 0; register < Reg.COUNT; register++) {
      known.set(register, Bases.atEntry(register), 0);
    }
    Arrays.fill(lastWrites, -1);
    this.end = follow(code, function);
    function.slots().stream()
        .forEach(
            slot ->
                MicroFlow.written(code.words()[slot])
                    .ifPresent(register -> lastWrites[register] = slot));
    for (int register = 0; register < Reg.COUNT; register++) {
      if (lastWrites[register] >= end || !isNear(known.distance(register))) {
        forget(register);
      }
    }
  }

  private static boolean isNear(long distance) {
    return distance > -MAX_DISTANCE && distance < MAX_DISTANCE;
  }

  /** {@return the slot where the line ends} */
  private int follow(MicroCode code, CompiledFunction function) {
    int slot = function.entry();
    if (slot != function.slots().nextSetBit(0) || function.isRepeated()) {
      return slot;
    }
    boolean isLine = true;
    while (isLine) {
      long word = code.words()[slot];
      int micro = MicroCode.micro(word);
      known.follow(code, word).ifPresent(this::forget);
      slot = MicroFlow.following(slot, micro);
      isLine =
          !MicroFlow.isJump(micro)
              && MicroFlow.fallsThrough(micro)
              && !function.targets().get(slot);
    }
    return slot;
  }

  private void forget(int register) {
    known.set(register, Bases.NONE, 0);
  }

  /** {@return the base that {@code register} is a fixed distance from in {@code slot}, or -1} */
  int base(int register, int slot) {
    return slot > lastWrites[register] ? known.origin(register) : Bases.NONE;
  }

  /** {@return that distance} */
  long distance(int register) {
    return known.distance(register);
  }
}
