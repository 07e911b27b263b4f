package dev.jbpf.ir.loop;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.Helper;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes the state of a loop. All is written in 64 bits: of what is narrower a verifier
 * would forget what it knows.
 */
record StateAccess(Function function, Value base, Origin origin) {
  /** {@return access to {@code object}, whose address {@code block} makes} */
  static StateAccess of(Block block, StackObject object, Origin origin) {
    Function function = block.function();
    Value base =
        function.make(Opcode.STACK, Type.STACK, List.of(), 0, new Referent.OfStack(object), origin);
    block.values().add(base);
    return new StateAccess(function, base, origin);
  }

  private Value add(
      Block block, Opcode opcode, Type type, long immediate, Referent symbol, Value... operands) {
    Value value = function.make(opcode, type, List.of(operands), immediate, symbol, origin);
    block.values().add(value);
    return value;
  }

  private Value constant(Block block, Type type, long number) {
    return add(block, Opcode.CONSTANT, type, number, Referent.NONE);
  }

  /** {@return the same constant, or address of a map, in this function} */
  Value again(Block block, Value value) {
    return add(block, value.opcode(), value.type(), value.immediate(), value.symbol())
        .named(value.name());
  }

  Value number(Block block, int slot) {
    return add(block, Opcode.LOAD, Type.U64, slot, Referent.NONE, base);
  }

  /** {@return what is in {@code slot}, as the type of {@code like}} */
  Value load(Block block, Value like, int slot) {
    if (like.type().isWide()) {
      return add(block, Opcode.LOAD, like.type(), slot, Referent.NONE, base).named(like.name());
    }
    Value wide = number(block, slot);
    return add(block, Opcode.ZERO_EXTEND, like.type(), Integer.SIZE, Referent.NONE, wide)
        .named(like.name());
  }

  void store(Block block, Value value, int slot) {
    Value wide =
        value.type().isWide()
            ? value
            : add(block, Opcode.ZERO_EXTEND, Type.U64, Integer.SIZE, Referent.NONE, value);
    add(block, Opcode.STORE, Type.NONE, slot, Referent.NONE, base, wide);
  }

  void storeNumber(Block block, long number, int slot) {
    store(block, constant(block, Type.U64, number), slot);
  }

  void ret(Block block, long number) {
    block.setTerminator(
        new Terminator.Return(Optional.of(constant(block, Type.S64, number)), origin));
  }

  void callLoop(Block block, long rounds, Function body) {
    Value times = constant(block, Type.U64, rounds);
    Value callee = add(block, Opcode.FUNCTION, Type.FUNCTION, 0, new Referent.OfFunction(body));
    Value flags = constant(block, Type.U64, 0);
    Referent helper = new Referent.OfHelper(Helper.LOOP.value());
    add(block, Opcode.CALL_HELPER, Type.S64, 0, helper, times, callee, base, flags);
  }
}
