package dev.jbpf.vm.jit.flow;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which registers of a program hold an address that was computed from r1. Where such registers are
 * only added to and loaded from, the distance from r1 does as well as the address.
 *
 * <p>Known of pure programs only: those that go forwards, store nothing and call nothing.
 */
public final class Offsets {
  private static final int EXIT_VALUE = 0;

  /**
   * What is in the registers, a bit each: the others are numbers.
   *
   * @param unknown those that hold one thing or the other, by the way that control came
   */
  private record Kinds(int offsets, int unknown) {
    /** Where two paths meet. */
    Kinds or(Kinds other) {
      int either = unknown | other.unknown | offsets ^ other.offsets;
      return new Kinds(offsets & ~either, either);
    }

    Kinds with(int register, boolean isOffset, boolean isUnknown) {
      int rest = ~(1 << register);
      return new Kinds(
          offsets & rest | (isOffset ? ~rest : 0), unknown & rest | (isUnknown ? ~rest : 0));
    }

    boolean isOffset(int operand) {
      return isIn(offsets, operand);
    }

    boolean isUnknown(int operand) {
      return isIn(unknown, operand);
    }

    boolean isNumber(int operand) {
      return !isIn(offsets | unknown, operand);
    }

    private static boolean isIn(int set, int operand) {
      return !MicroCode.isConstant(operand) && (set & 1 << operand) != 0;
    }
  }

  /** The frame pointer is of no use without stores: to read it is not expected. */
  private static final Kinds START = new Kinds(1 << 1, 1 << Reg.R10.number());

  private final MicroCode code;
  private final BitSet loads = new BitSet();
  private final Map<Integer, Kinds> arriving = new HashMap<>();
  private boolean isPure = true;
  private boolean loadsElsewhere;

  private Offsets(MicroCode code, CompiledFunction function) {
    this.code = code;
    arrive(function.entry(), START);
    BitSet slots = function.slots();
    // Jumps go forwards only: whatever comes to a slot is known when it is its turn.
    for (int slot = slots.nextSetBit(0); slot >= 0 && isPure; slot = slots.nextSetBit(slot + 1)) {
      follow(slot, arriving.get(slot), code.words()[slot]);
    }
  }

  /** {@return what is known of {@code function}; empty if it is not pure, or needs an address} */
  public static Optional<Offsets> of(MicroCode code, CompiledFunction function) {
    if (function.hasBackEdge() || function.slots().nextSetBit(0) != function.entry()) {
      return Optional.empty();
    }
    return Optional.of(new Offsets(code, function)).filter(offsets -> offsets.isPure);
  }

  /** {@return whether the load in {@code slot} takes an offset for its address} */
  public boolean isLoad(int slot) {
    return loads.get(slot);
  }

  /** {@return whether a load takes a number for its address, which may be that of nothing} */
  public boolean loadsElsewhere() {
    return loadsElsewhere;
  }

  private void arrive(int slot, Kinds kinds) {
    arriving.merge(slot, kinds, Kinds::or);
  }

  private void follow(int slot, Kinds before, long word) {
    int micro = MicroCode.micro(word);
    Kinds after = after(slot, before, word);
    if (MicroFlow.isJump(micro)) {
      arrive(MicroCode.c(word), after);
    }
    if (MicroFlow.fallsThrough(micro)) {
      arrive(MicroFlow.following(slot, micro), after);
    }
  }

  private Kinds after(int slot, Kinds kinds, long word) {
    int micro = MicroCode.micro(word);
    int a = MicroCode.a(word);
    int b = MicroCode.b(word);
    if (MicroFlow.isLoad(micro)) {
      require(!kinds.isUnknown(b));
      loads.set(slot, kinds.isOffset(b));
      loadsElsewhere |= !kinds.isOffset(b);
      return kinds.with(a, false, false);
    }
    if (MicroFlow.isJump(micro)) {
      require(micro == Micro.JA || kinds.isNumber(a) && kinds.isNumber(b));
      require(micro != Micro.MAY_GOTO);
      return kinds;
    }
    return switch (micro) {
      case Micro.MOV -> kinds.with(a, kinds.isOffset(b), kinds.isUnknown(b));
      case Micro.WIDE -> kinds.with(a, false, false);
      case Micro.ADD -> sum(kinds, a, b);
      case Micro.SUB -> difference(kinds, a, b);
      case Micro.EXIT -> number(kinds, EXIT_VALUE, EXIT_VALUE);
      default -> {
        require(MicroFlow.isArithmetic(micro));
        yield number(kinds, a, b);
      }
    };
  }

  private Kinds sum(Kinds kinds, int a, int b) {
    require(kinds.isNumber(a) && !kinds.isUnknown(b) || kinds.isOffset(a) && kinds.isNumber(b));
    return kinds.with(a, kinds.isOffset(a) || kinds.isOffset(b), false);
  }

  private Kinds difference(Kinds kinds, int a, int b) {
    require(!kinds.isUnknown(a) && (kinds.isNumber(b) || kinds.isOffset(a) && kinds.isOffset(b)));
    return kinds.with(a, kinds.isNumber(b) && kinds.isOffset(a), false);
  }

  private Kinds number(Kinds kinds, int a, int b) {
    require(kinds.isNumber(a) && kinds.isNumber(b));
    return kinds;
  }

  private void require(boolean condition) {
    isPure &= condition;
  }
}
