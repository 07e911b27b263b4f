package dev.jbpf.methods.translate.method;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.methods.translate.scope.FunctionScope;

/** Questions about bits, in as few instructions as there are: in halves. */
public final class BitCode {
  private final FunctionScope scope;
  private final FunctionBuilder f;

  public BitCode(FunctionScope scope) {
    this.scope = scope;
    this.f = scope.f();
  }

  /** {@return the zeros above the highest one; of 0 all there are} */
  public Value leadingZeros(Value value) {
    int bits = value.type().width();
    Value whole = whole(value);
    Value zeros = f.sub(scope.number(bits - 1), place(whole, bits, 0));
    Value isNone = f.compare(Opcode.EQ, whole, scope.number(0L));
    return f.add(zeros, f.cast(isNone, Type.S32));
  }

  /** {@return the zeros below the lowest one; of 0 all there are} */
  public Value trailingZeros(Value value) {
    int bits = value.type().width();
    Value whole = whole(value);
    Value lowest = f.and(whole, f.negate(whole));
    Value place = place(lowest, bits, 0);
    Value isNone = f.compare(Opcode.EQ, whole, scope.number(0L));
    return f.select(isNone, scope.number(bits), place);
  }

  /** {@return log2(value) + 1, and 1 of 0} */
  public Value slot(Value value) {
    return place(whole(value), Long.SIZE, 1);
  }

  private Value whole(Value value) {
    return value.type().isWide() ? value : scope.zeroExtended(value);
  }

  /** {@return the number of the highest one, of 32 bits, counted from {@code first} on} */
  private Value place(Value whole, int bits, int first) {
    Value rest = whole;
    Value place = scope.number(first);
    for (int half = bits / 2; half > 0; half /= 2) {
      Block above = f.newBlock("above");
      Block next = f.newBlock("next");
      Value nextRest = next.addParameter(rest.type(), f.origin());
      Value nextPlace = next.addParameter(place.type(), f.origin());
      Block below = f.newBlock("below");
      f.branch(f.ask(Opcode.GE, rest, scope.number(1L << half)), above, below);
      f.enter(above);
      Value shifted = f.binary(Opcode.SHR, rest, scope.number((long) half));
      f.jump(next, shifted, f.add(place, scope.number(half)));
      f.enter(below);
      f.jump(next, rest, place);
      f.enter(next);
      rest = nextRest;
      place = nextPlace;
    }
    return place;
  }
}
