package dev.jbpf.dsl.check;

import dev.jbpf.code.Insn;
import dev.jbpf.dsl.check.Value.Unknown;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperSignature;
import dev.jbpf.map.MapFlag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows single ways through the program, those that the verifier is sure to follow: there are
 * numbers that it knows nothing of, and with some of them the program goes that way. So what is
 * wrong on one such way is a mistake, though other ways may be right. Where it is not clear whether
 * a way can be gone, it is left alone.
 */
final class Ways {
  /** How often an instruction is visited at most: ways double at each branch. */
  private static final int MAX_VISITS = 48;

  /** Whose results are known to be in a range. */
  private static final Set<Helper> LIMITED =
      EnumSet.of(
          Helper.GET_STACK,
          Helper.GET_TASK_STACK,
          Helper.PROBE_READ_STR,
          Helper.PROBE_READ_KERNEL_STR,
          Helper.PROBE_READ_USER_STR,
          Helper.GET_SMP_PROCESSOR_ID);

  private record Place(int slot, State state) {}

  private final Code code;
  private final Step step;
  private final Maps maps;
  private final Map<Integer, Integer> visits = new HashMap<>();
  private final Deque<Place> open = new ArrayDeque<>();
  private int numbers;

  Ways(Code code, Step step, Maps maps) {
    this.code = code;
    this.step = step;
    this.maps = maps;
  }

  /** Visits the instructions of the main program, with what is known on each way. */
  void visit(Flow.Visitor visitor) {
    open.add(new Place(0, State.main()));
    while (!open.isEmpty()) {
      Place place = open.remove();
      walk(place.slot(), place.state(), visitor);
    }
  }

  private void walk(int start, State state, Flow.Visitor visitor) {
    int slot = start;
    while (code.isInsn(slot) && visits.merge(slot, 1, Integer::sum) <= MAX_VISITS) {
      Insn insn = code.at(slot);
      visitor.visit(slot, insn, state);
      if (code.isJump(slot)) {
        jump(slot, insn, state);
        return;
      } else if (insn.op().isFinal() || mayNotReturn(insn)) {
        return;
      }
      Value base = insn.op().format() == Format.LOAD ? state.value(insn.src()) : Value.ANY;
      step.apply(slot, state);
      unknown(insn, base, state);
      slot = code.next(slot);
    }
  }

  /** Of functions of the kernel that are called so some throw. */
  private static boolean mayNotReturn(Insn insn) {
    return insn.op().format() == Format.KFUNC_ID || insn.op().format() == Format.CALL_ADDRESS;
  }

  private void jump(int slot, Insn insn, State state) {
    if (insn.op().format() != Format.JUMP_IMM && insn.op().format() != Format.JUMP_REG) {
      go(slot, state, true);
      if (!insn.op().isFinal()) {
        go(slot, state, false);
      }
      return;
    }
    Optional<Boolean> isTaken = Decision.of(insn, state);
    if (isTaken.isPresent()) {
      go(slot, state, isTaken.get());
    } else if (isTestForNull(insn, state)) {
      go(slot, state, true);
      go(slot, state, false);
    } else if (state.value(insn.dst()) instanceof Unknown unknown) {
      constant(insn, state)
          .ifPresent(
              number -> {
                narrow(slot, state, unknown, number, true);
                narrow(slot, state, unknown, number, false);
              });
    }
  }

  /** The verifier does not know that the context is there. */
  private static boolean isTestForNull(Insn insn, State state) {
    Value value = state.value(insn.dst());
    return (insn.op() == Op.JEQ_IMM || insn.op() == Op.JNE_IMM)
        && insn.imm() == 0
        && (value instanceof Value.Nullable || value instanceof Value.Context);
  }

  private static Optional<Long> constant(Insn insn, State state) {
    if (insn.op().format() == Format.JUMP_IMM) {
      return Optional.of(insn.imm());
    }
    return state.value(insn.src()) instanceof Value.Number number
        ? Optional.of(number.value())
        : Optional.empty();
  }

  private void narrow(int slot, State state, Unknown unknown, long number, boolean isTaken) {
    Ranges.after(code.at(slot).op(), unknown, number, isTaken)
        .ifPresent(
            left -> {
              State copy = state.copy();
              copy.replace(v -> v instanceof Unknown u && u.id() == left.id() ? left : v);
              open.add(new Place(isTaken ? code.target(slot) : code.next(slot), copy));
            });
  }

  private void go(int slot, State state, boolean isTaken) {
    State copy = state.copy();
    step.decide(slot, copy, isTaken);
    open.add(new Place(isTaken ? code.target(slot) : code.next(slot), copy));
  }

  /** Gives what was loaded or returned a name, where the verifier knows nothing of it. */
  private void unknown(Insn insn, Value base, State state) {
    Format format = insn.op().format();
    if (format == Format.LOAD && state.value(insn.dst()) == Value.ANY) {
      if (isUnknown(insn, base)) {
        state.set(insn.dst(), loaded(insn.op()));
      }
    } else if (format == Format.HELPER_ID && state.value(Reg.R0) == Value.ANY) {
      Helper.of((int) insn.imm())
          .filter(helper -> helper.signature().result() == HelperSignature.Result.INT)
          .filter(helper -> !LIMITED.contains(helper))
          .ifPresent(helper -> state.set(Reg.R0, number(Long.MIN_VALUE, Long.MAX_VALUE)));
    }
  }

  /** Eight bytes may be an address that is known to be none; values that are read only, numbers. */
  private boolean isUnknown(Insn insn, Value base) {
    if (base instanceof Value.MapValue value) {
      return maps.find(value.map()).isPresent() && !maps.is(value.map(), MapFlag.RDONLY_PROG);
    }
    return insn.op().accessSize() < Long.BYTES && (base instanceof Value.Context || base.isAny());
  }

  private Unknown loaded(Op op) {
    if (op == Op.LDXDW) {
      return number(Long.MIN_VALUE, Long.MAX_VALUE);
    }
    // Those with a sign have these numbers, too.
    boolean isSigned = op == Op.LDXSB || op == Op.LDXSH || op == Op.LDXSW;
    return number(0, (1L << op.accessSize() * Byte.SIZE - (isSigned ? 1 : 0)) - 1);
  }

  private Unknown number(long low, long high) {
    numbers++;
    return new Unknown(numbers, low, high);
  }
}
