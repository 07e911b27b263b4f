package dev.jbpf.ir;

import dev.jbpf.diag.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An instruction of the IR, which is the value that it gives. Written once; passes put others in
 * the place of its operands.
 */
public final class Value {
  private static final Value[] NO_OPERANDS = {};

  private final int id;
  private final Opcode opcode;
  private final Type type;
  private final Value[] operands;
  private final long immediate;
  private final Referent symbol;
  private final Origin origin;
  private String name = "";

  /** What stands for it since it was replaced: itself where it was not. */
  private Value current = this;

  Value(
      int id,
      Opcode opcode,
      Type type,
      List<Value> operands,
      long immediate,
      Referent symbol,
      Origin origin) {
    this.id = id;
    this.opcode = opcode;
    this.type = type;
    this.operands = operands.isEmpty() ? NO_OPERANDS : operands.toArray(NO_OPERANDS);
    this.immediate = immediate;
    this.symbol = symbol;
    this.origin = origin;
  }

  /** {@return its number, unlike that of others of its function} */
  public int id() {
    return id;
  }

  /** {@return what makes it} */
  public Opcode opcode() {
    return opcode;
  }

  /** {@return what it is} */
  public Type type() {
    return type;
  }

  /** {@return how many operands it has} */
  public int count() {
    return operands.length;
  }

  /**
   * {@return the operand of that number, from 0 on}
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Value operand(int index) {
    return operands[index];
  }

  /** {@return its operands} */
  public List<Value> operands() {
    return List.of(operands);
  }

  /** {@return whether its operands are those of {@code other}} */
  public boolean hasOperandsOf(Value other) {
    return Arrays.equals(operands, other.operands);
  }

  /** {@return the number that its opcode speaks of; 0 where that speaks of none} */
  public long immediate() {
    return immediate;
  }

  /** {@return what it stands for, or calls} */
  public Referent symbol() {
    return symbol;
  }

  /** {@return where the author wrote it} */
  public Origin origin() {
    return origin;
  }

  /** {@return the author's name for it; empty where it has none} */
  public String name() {
    return name;
  }

  /** Names it, for dumps and messages. */
  public Value named(String text) {
    name = text;
    return this;
  }

  /** {@return whether it is a number that is known} */
  public boolean isConstant() {
    return opcode == Opcode.CONSTANT;
  }

  /** {@return whether it is the number {@code number}} */
  public boolean isConstant(long number) {
    return opcode == Opcode.CONSTANT && immediate == number;
  }

  /** {@return the object of the stack that it is the address of} */
  public Optional<StackObject> stackObject() {
    return symbol instanceof Referent.OfStack stack
        ? Optional.of(stack.object())
        : Optional.empty();
  }

  /** {@return the function of the module that it calls, or is the address of} */
  public Optional<Function> function() {
    return symbol instanceof Referent.OfFunction found
        ? Optional.of(found.function())
        : Optional.empty();
  }

  /** Replaces the operand of that number. */
  public void setOperand(int index, Value value) {
    operands[index] = value;
  }

  /**
   * Puts {@code other} in the place of this, everywhere: operands change when {@link #update} is
   * called for those who have them.
   */
  public void replaceWith(Value other) {
    Value end = other.current();
    if (end != this) {
      current = end;
    }
  }

  /** {@return what stands for it now} */
  public Value current() {
    Value end = this;
    while (end.current != end) {
      end = end.current;
    }
    for (Value at = this; at.current != end && at != end; ) {
      Value next = at.current;
      at.current = end;
      at = next;
    }
    return end;
  }

  /** {@return whether another stands for it} */
  public boolean isReplaced() {
    return current != this;
  }

  /** Takes for each operand what stands for it now. */
  public void update() {
    for (int i = 0; i < operands.length; i++) {
      operands[i] = operands[i].current();
    }
  }

  /** {@return what dumps call it} */
  public String label() {
    return "v" + id;
  }

  @Override
  public String toString() {
    return label();
  }
}
