package dev.jbpf.verifier.explore;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.verifier.step.machine.Code;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which registers, before each instruction, some path from there on reads before it writes them.
 */
final class LiveRegisters {
  private static final int R0 = 1;
  private static final int ARGUMENTS = 0x3e;
  private static final int ALL = 0x7ff;

  /** Loops within loops need a pass each; beyond this all registers count as read. */
  private static final int MAX_PASSES = 64;

  private final Code code;
  private final Parameters parameters;
  private final int[] before;
  private final IndirectTargets tables;
  private final BitSet indirect;

  /** How many registers calls read. */
  interface Parameters {
    /** {@return how many arguments the helper of that number takes} */
    int ofHelper(int number);

    /**
     * {@return how many the function at that slot takes by its type; empty if that is not looked
     * at}
     */
    OptionalInt ofFunction(int slot);
  }

  private LiveRegisters(Code code, Parameters parameters, IndirectTargets tables) {
    this.code = code;
    this.tables = tables;
    this.indirect = tables.all(code.size());
    this.parameters = parameters;
    this.before = new int[code.size() + 1];
  }

  /**
   * {@return those of {@code code}}
   *
   * @param parameters how many arguments calls take
   * @param tables where indirect jumps may go
   */
  static LiveRegisters of(Code code, Parameters parameters, IndirectTargets tables) {
    LiveRegisters live = new LiveRegisters(code, parameters, tables);
    boolean moves = true;
    for (int pass = 0; moves && pass <= MAX_PASSES; pass++) {
      if (pass == MAX_PASSES) {
        Arrays.fill(live.before, ALL);
        break;
      }
      moves = false;
      for (int slot = code.size() - 1; slot >= 0; slot--) {
        moves |= live.update(slot);
      }
    }
    return live;
  }

  private boolean update(int slot) {
    Op op = code.shape(slot);
    int after = after(op, slot);
    int now = op == null ? after : after & ~writes(op, slot) | reads(op, slot);
    boolean moved = now != before[slot];
    before[slot] = now;
    return moved;
  }

  private int after(@Nullable Op op, int slot) {
    if (op == null) {
      return before[slot + 1];
    }
    int after = op.isFinal() ? 0 : before[Math.min(slot + op.slots(), code.size())];
    if (op.format().hasTarget() && !op.namesFunction()) {
      after |= before[code.target(slot)];
    } else if (op.operation() == Operation.INDIRECT) {
      after |=
          tables.areUnknown()
              ? ALL
              : indirect.stream().map(this::before).reduce(0, (a, b) -> a | b);
    }
    return after;
  }

  private int writes(Op op, int slot) {
    return op.writes(code.word(slot)) | (isCall(op) ? R0 | ARGUMENTS : op.clobbers());
  }

  private int reads(Op op, int slot) {
    return op.reads(code.word(slot)) | arguments(op, slot);
  }

  private int arguments(Op op, int slot) {
    return switch (op.operation()) {
      case CALL_HELPER -> first(parameters.ofHelper(code.imm(slot)));
      case CALL_SUBPROGRAM -> ofFunction(code.target(slot));
      case CALL_KERNEL, CALL_POINTER -> ARGUMENTS;
      default -> 0;
    };
  }

  private int ofFunction(int target) {
    OptionalInt declared = parameters.ofFunction(target);
    return declared.isPresent() ? first(declared.getAsInt()) : before[target] & ARGUMENTS;
  }

  /** {@return the registers of the first arguments, as bits} */
  private static int first(int count) {
    return (1 << count + 1) - 2;
  }

  private static boolean isCall(Op op) {
    return op.operation().kind() == Operation.Kind.CALL;
  }

  /** {@return the registers, as bits} */
  int before(int slot) {
    return before[slot];
  }
}
