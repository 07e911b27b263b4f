package dev.jbpf.dsl.check;

import dev.jbpf.code.Insn;
import dev.jbpf.dsl.check.Value.Nullable;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperSignature;
import dev.jbpf.kernel.HelperSignature.Kind;
import dev.jbpf.kernel.HelperSignature.Result;
import dev.jbpf.kernel.Target;
import java.util.Optional;

/** What an instruction does to what is known. */
final class Step {
  /** From then on a lookup in an array with a constant index may be known not to be null. */
  private static final KernelVersion KNOWN_LOOKUPS = new KernelVersion(6, 14);

  private final Code code;
  private final Maps maps;
  private final Target target;

  Step(Code code, Maps maps, Target target) {
    this.code = code;
    this.maps = maps;
    this.target = target;
  }

  /** Changes {@code state} as the instruction at {@code slot} does; jumps change nothing. */
  void apply(int slot, State state) {
    Insn insn = code.at(slot);
    switch (insn.op().format()) {
      case JUMP_IMM, JUMP_REG, JUMP, JUMP_LONG, NO_OPERANDS -> {}
      case STORE_IMM -> store(insn, state, Value.ANY);
      case STORE_REG -> store(insn, state, state.value(insn.src()));
      case LOAD -> result(insn, state, loaded(insn, state));
      case ATOMIC -> {
        store(insn, state, Value.ANY);
        state.apply(Effects.of(insn));
      }
      case HELPER_ID -> helper(slot, insn, state);
      case CALL_TARGET, KFUNC_ID, CALL_ADDRESS -> call(insn, state);
      case WIDE_IMM, WIDE_MAP, WIDE_PAIR, WIDE_TARGET -> result(insn, state, constant(slot, insn));
      case ALU_IMM, ALU_REG, ALU_UNARY, ADDRESS_CAST, PACKET_ABS, PACKET_IND ->
          result(insn, state, computed(insn, state));
    }
  }

  private static void result(Insn insn, State state, Value value) {
    state.apply(Effects.of(insn));
    if (insn.op().format().has(Field.DST)) {
      state.set(insn.dst(), value);
    }
  }

  private static Value computed(Insn insn, State state) {
    Value dst = state.value(insn.dst());
    Value src = state.value(insn.src());
    Op op = insn.op();
    if (op == Op.MOV_REG) {
      return src;
    } else if (op == Op.MOV_IMM) {
      return new Value.Number(insn.imm());
    } else if (op == Op.MOV32_IMM) {
      return new Value.Number(insn.imm() & 0xffff_ffffL);
    } else if (op == Op.ADD_IMM) {
      return dst.plus(insn.imm());
    } else if (op == Op.SUB_IMM) {
      return dst.plus(-insn.imm());
    }
    // An address that is computed with is followed no more.
    if (Effects.reads(insn, insn.dst()) && dst.isStack()
        || Effects.reads(insn, insn.src()) && src.isStack()) {
      state.loseStack();
    }
    return Value.ANY;
  }

  private Value constant(int slot, Insn insn) {
    Optional<String> map = code.map(slot);
    if (insn.op() == Op.LDDW) {
      return new Value.Number(insn.imm());
    } else if (insn.op() == Op.LDDW_MAP_FD && map.isPresent()) {
      return new Value.MapAddress(map.get());
    } else if (insn.op() == Op.LDDW_MAP_VALUE && map.isPresent()) {
      return new Value.MapValue(map.get(), insn.imm() >> 32);
    }
    return Value.ANY;
  }

  private static Value loaded(Insn insn, State state) {
    return insn.op() == Op.LDXDW && state.value(insn.src()) instanceof Value.Stack stack
        ? state.spilledAt(stack.offset() + insn.off())
        : Value.ANY;
  }

  private static void store(Insn insn, State state, Value value) {
    if (!(state.value(insn.dst()) instanceof Value.Stack stack)) {
      return;
    }
    long offset = stack.offset() + insn.off();
    int size = insn.op().accessSize();
    if (!State.isOnStack(offset, size)) {
      return;
    }
    if (size == Long.BYTES && offset % Long.BYTES == 0) {
      state.spill(offset, value);
    } else {
      state.write(offset, size);
    }
  }

  /** What is called may write through any address that it gets. */
  private static void call(Insn insn, State state) {
    for (int i = 1; i <= HelperSignature.MAX_ARGUMENTS; i++) {
      if (state.value(Reg.of(i)).isStack()) {
        state.loseStack();
      }
    }
    state.apply(Effects.of(insn));
  }

  private void helper(int slot, Insn insn, State state) {
    Optional<HelperSignature> signature = Helper.of((int) insn.imm()).map(Helper::signature);
    if (signature.isEmpty() || signature.get().isVariadic()) {
      call(insn, state);
      return;
    }
    Value first = state.value(Reg.R1);
    Argument.of(signature.get()).forEach(argument -> pass(argument, state));
    state.apply(Effects.of(insn));
    if (signature.get().result() == Result.PTR_OR_NULL && !isNeverNull(insn, first)) {
      Nullable result = new Nullable(slot, pointed(insn, first));
      state.replace(value -> isOf(value, slot) ? Value.ANY : value);
      state.set(Reg.R0, result);
    }
  }

  /** A helper writes at most what it is given the size of; a key it only reads. */
  private static void pass(Argument argument, State state) {
    if (argument.is(Kind.FUNCTION)) {
      state.loseStack();
    }
    if (!(state.value(argument.reg()) instanceof Value.Stack stack) || argument.isKey()) {
      return;
    }
    if (stack.offset() < -State.STACK || stack.offset() >= 0) {
      return;
    }
    long size = -stack.offset();
    if (argument.isSized() && state.value(argument.sizeReg()) instanceof Value.Number number) {
      size = Math.max(0, Math.min(size, number.value()));
    }
    state.write(stack.offset(), size);
  }

  private boolean isNeverNull(Insn call, Value map) {
    return call.imm() == Helper.MAP_LOOKUP_ELEM.value()
        && target.has(KNOWN_LOOKUPS)
        && maps.mayBeArray(map);
  }

  private Value pointed(Insn call, Value map) {
    boolean isLookup =
        call.imm() == Helper.MAP_LOOKUP_ELEM.value()
            || call.imm() == Helper.MAP_LOOKUP_PERCPU_ELEM.value();
    return isLookup
            && map instanceof Value.MapAddress address
            && maps.valueSize(address.map()).isPresent()
        ? new Value.MapValue(address.map(), 0)
        : Value.ANY;
  }

  private static boolean isOf(Value value, int call) {
    return value instanceof Nullable nullable && nullable.call() == call;
  }

  /** Changes {@code state} to what is known if the jump at {@code slot} is taken, or is not. */
  void decide(int slot, State state, boolean isTaken) {
    Insn insn = code.at(slot);
    if (insn.op().format() == Format.JUMP_REG) {
      forget(insn.src(), state);
    }
    if (!(state.value(insn.dst()) instanceof Nullable nullable)) {
      return;
    }
    boolean isTest = insn.imm() == 0 && (insn.op() == Op.JEQ_IMM || insn.op() == Op.JNE_IMM);
    if (!isTest) {
      forget(insn.dst(), state);
      return;
    }
    boolean isNull = (insn.op() == Op.JEQ_IMM) == isTaken;
    Value now = isNull ? new Value.Null() : nullable.otherwise();
    state.replace(value -> isOf(value, nullable.call()) ? now : value);
  }

  /** After another kind of test it is not known what the verifier makes of it. */
  private static void forget(Reg reg, State state) {
    if (state.value(reg) instanceof Nullable nullable) {
      state.replace(value -> isOf(value, nullable.call()) ? Value.ANY : value);
    }
  }
}
