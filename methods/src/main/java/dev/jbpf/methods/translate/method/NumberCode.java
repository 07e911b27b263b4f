package dev.jbpf.methods.translate.method;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.FunctionScope;
import org.objectweb.asm.Opcodes;

/** Instructions that compute, as Java says: numbers wrap around, shifts go by the lower bits. */
public final class NumberCode {
  private final MethodTranslator t;
  private final FunctionScope scope;

  public NumberCode(MethodTranslator translator) {
    this.t = translator;
    this.scope = translator.scope();
  }

  public void step(int opcode) {
    boolean isUnsigned = keepsUnsigned(opcode) && t.isUnsigned(2);
    requireSigned(opcode);
    compute(opcode);
    if (isUnsigned) {
      t.push(new Item.Number(t.popNumber(), true));
    }
  }

  /** What is computed of numbers without sign has none itself. */
  private static boolean keepsUnsigned(int opcode) {
    return switch (opcode) {
      case Opcodes.IADD,
          Opcodes.LADD,
          Opcodes.ISUB,
          Opcodes.LSUB,
          Opcodes.IMUL,
          Opcodes.LMUL,
          Opcodes.IAND,
          Opcodes.LAND,
          Opcodes.IOR,
          Opcodes.LOR,
          Opcodes.IXOR,
          Opcodes.LXOR,
          Opcodes.LCMP ->
          true;
      default -> false;
    };
  }

  private void requireSigned(int opcode) {
    switch (opcode) {
      case Opcodes.IDIV, Opcodes.LDIV, Opcodes.IREM, Opcodes.LREM -> t.requireSigned(2, "/ or %");
      case Opcodes.I2L -> t.requireSigned(1, "an int that becomes a long");
      case Opcodes.ISHR, Opcodes.LSHR -> {
        Item count = t.pop();
        t.requireSigned(1, ">>");
        t.push(count);
      }
      default -> {}
    }
  }

  private void compute(int opcode) {
    switch (opcode) {
      case Opcodes.IADD, Opcodes.LADD -> binary(Opcode.ADD);
      case Opcodes.ISUB, Opcodes.LSUB -> binary(Opcode.SUB);
      case Opcodes.IMUL, Opcodes.LMUL -> binary(Opcode.MUL);
      case Opcodes.IAND, Opcodes.LAND -> binary(Opcode.AND);
      case Opcodes.IOR, Opcodes.LOR -> binary(Opcode.OR);
      case Opcodes.IXOR, Opcodes.LXOR -> binary(Opcode.XOR);
      case Opcodes.IDIV, Opcodes.LDIV -> divide(Opcode.SDIV);
      case Opcodes.IREM, Opcodes.LREM -> divide(Opcode.SMOD);
      case Opcodes.ISHL, Opcodes.LSHL -> shift(Opcode.SHL);
      case Opcodes.ISHR, Opcodes.LSHR -> shift(Opcode.SAR);
      case Opcodes.IUSHR, Opcodes.LUSHR -> shift(Opcode.SHR);
      case Opcodes.INEG, Opcodes.LNEG -> negate();
      case Opcodes.I2L -> cast(Type.S64);
      case Opcodes.L2I -> cast(Type.S32);
      case Opcodes.I2B -> cast(Type.S8);
      case Opcodes.I2C -> cast(Type.U16);
      case Opcodes.I2S -> cast(Type.S16);
      case Opcodes.LCMP -> compare();
      default -> throw t.refuse(Rule.FLOATING_POINT, "arithmetic with float or double");
    }
  }

  private void binary(Opcode opcode) {
    Value right = t.popNumber();
    Value left = t.popNumber();
    t.push(scope.binary(opcode, left, right));
  }

  private void shift(Opcode opcode) {
    Value count = t.popNumber();
    Value value = t.popNumber();
    t.push(scope.binary(opcode, value, scope.cast(count, value.type())));
  }

  /** Where Java throws as the divisor is 0, the program ends. */
  private void divide(Opcode opcode) {
    Value right = t.popNumber();
    Value left = t.popNumber();
    requireDivisor(right);
    t.push(t.f().binary(opcode, left, right));
  }

  /** Goes on only where {@code divisor} is not 0. */
  public void requireDivisor(Value divisor) {
    if (!divisor.isConstant() || divisor.isConstant(0)) {
      scope.require(t.f().ask(Opcode.NE, divisor, t.zero(divisor)), "a division by zero");
    }
  }

  private void negate() {
    Value value = t.popNumber();
    t.push(
        value.isConstant() ? scope.binary(Opcode.SUB, t.zero(value), value) : t.f().negate(value));
  }

  private void cast(Type type) {
    t.push(scope.cast(t.popNumber(), type));
  }

  private void compare() {
    Value right = t.popNumber();
    Value left = t.popNumber();
    t.push(scope.compared(true, left, right));
  }
}
