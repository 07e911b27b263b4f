package dev.jbpf.ir.rewrite;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import java.util.List;

/** Appends what a pass puts in the place of {@code like}: of its type, written where it was. */
public record Maker(Function function, List<Value> values, Value like) {
  public Value binary(Opcode opcode, Value left, Value right) {
    return add(opcode, like.type(), 0, left, right);
  }

  public Value number(long number) {
    return add(Opcode.CONSTANT, like.type(), number);
  }

  public Value add(Opcode opcode, Type type, long immediate, Value... operands) {
    Value value =
        opcode == Opcode.CONSTANT
            ? function.constant(type, immediate, like.origin())
            : function.make(
                opcode, type, List.of(operands), immediate, Referent.NONE, like.origin());
    values.add(value);
    return value;
  }
}
