package dev.jbpf.vm.jit.flow;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Guesses which accesses go to the same region, so that they share what is known of it: the number
 * of the pointer that an address was computed from. A wrong guess costs time only: every access is
 * checked against the region that it is guessed to be in.
 */
public final class Bases {
  /** How many regions a method remembers. */
  private static final int MAX = 6;

  /** The pointer in r10. */
  public static final int STACK = 0;

  /** The pointer in r1 at the entry. */
  public static final int ARGUMENT = 1;

  static final int NONE = -1;

  private final int[] current = new int[Reg.COUNT];
  private final Map<Integer, Integer> bySlot = new HashMap<>();
  private final boolean[] isUsed = new boolean[MAX];
  private final boolean[] isStoredTo = new boolean[MAX];
  private int count = 2;

  /** Of {@code slots} of {@code function}. */
  public Bases(MicroCode code, BitSet slots, CompiledFunction function) {
    int first = slots.nextSetBit(0);
    boolean isEntry = first == function.entry();
    Arrays.setAll(
        current, register -> isEntry ? atEntry(register) : function.fixed().base(register, first));
    slots.stream().forEach(slot -> follow(slot, code.words()[slot]));
  }

  /** {@return which pointer a function finds in that register, -1 if none} */
  static int atEntry(int register) {
    return register == Reg.R1.number() ? ARGUMENT : register == Reg.R10.number() ? STACK : NONE;
  }

  /** {@return the number of the pointer that the access in {@code slot} starts from} */
  public int of(int slot) {
    return bySlot.get(slot);
  }

  /** {@return whether an access starts from that pointer} */
  public boolean uses(int base) {
    return isUsed[base];
  }

  /** {@return whether a store starts from that pointer: its region has to take any} */
  public boolean stores(int base) {
    return isStoredTo[base];
  }

  /** {@return how many numbers there are} */
  public int count() {
    return count;
  }

  private void follow(int slot, long word) {
    int micro = MicroCode.micro(word);
    int a = MicroCode.a(word);
    int b = MicroCode.b(word);
    if (MicroFlow.isLoad(micro)) {
      bySlot.put(slot, pointer(b));
      current[a] = NONE;
    } else if (MicroFlow.isStore(micro)) {
      bySlot.put(slot, pointer(a));
      isStoredTo[pointer(a)] = true;
    } else if (micro == Micro.CALL || micro == Micro.CALL_LOCAL) {
      current[0] = NONE;
    } else if (micro == Micro.MOV || micro == Micro.ADD || micro == Micro.SUB) {
      derive(micro, a, b);
    } else if (micro < Micro.JA && micro > Micro.BREAK || micro == Micro.WIDE) {
      current[a] = NONE;
    }
  }

  private void derive(int micro, int a, int b) {
    int other = MicroCode.isConstant(b) ? NONE : current[b];
    if (micro == Micro.MOV || micro == Micro.ADD && current[a] == NONE) {
      current[a] = other;
    }
  }

  private int pointer(int register) {
    if (current[register] == NONE) {
      current[register] = count < MAX ? count++ : MAX - 1;
    }
    isUsed[current[register]] = true;
    return current[register];
  }
}
