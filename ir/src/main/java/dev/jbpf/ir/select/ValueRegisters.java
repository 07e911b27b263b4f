package dev.jbpf.ir.select;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.Value;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The registers of values. A value that has the bits of another, as a change of type has, or an
 * extension of what is extended already, shares its register: what the verifier learns of one holds
 * for the other.
 */
final class ValueRegisters {
  private final Function function;
  private final CleanBits clean;
  private boolean[] wanted;
  private Value[] recipes;
  private int pinned = MachineInsn.NONE;

  ValueRegisters(Function function) {
    this.function = function;
    clean = CleanBits.of(function);
    wanted = new boolean[function.valueCount()];
    recipes = new Value[function.valueCount()];
  }

  boolean isClean(Value value) {
    return clean.isClean(value);
  }

  boolean isWanted(Value value) {
    return value.id() < wanted.length && wanted[value.id()];
  }

  int count() {
    return function.valueCount();
  }

  Value[] recipes() {
    return recipes;
  }

  int pinned() {
    return pinned;
  }

  void pin(int register) {
    pinned = register;
  }

  /** {@return a register of no value} */
  int create() {
    return function.reserve();
  }

  /** {@return whether a value is made anew wherever it is needed} */
  static boolean isRecipe(Value value) {
    return switch (value.opcode()) {
      case CONSTANT, MEMBER_OFFSET, STACK, MAP, MAP_VALUE, KERNEL_VARIABLE, FUNCTION -> true;
      default -> false;
    };
  }

  /** {@return the value whose register {@code value} shares, itself mostly} */
  Value root(Value value) {
    Value root = value;
    while (sharesRegister(root)) {
      root = root.operand(0);
    }
    return root;
  }

  private boolean sharesRegister(Value value) {
    return switch (value.opcode()) {
      case RETYPE -> true;
      case ZERO_EXTEND ->
          value.immediate() == Integer.SIZE
              && (!value.type().isWide() || isClean(value.operand(0)));
      case SIGN_EXTEND -> value.immediate() == Integer.SIZE && !value.type().isWide();
      default -> false;
    };
  }

  /** {@return the register of {@code value}, without asking for it} */
  int of(Value value) {
    return root(value).id();
  }

  /** {@return the register of {@code value}, which may be one that is made anew} */
  int anyOf(Value value) {
    Value root = root(value);
    int id = root.id();
    if (id >= wanted.length) {
      grow(id);
    }
    if (isRecipe(root)) {
      recipes[id] = root;
    } else {
      wanted[id] = true;
    }
    return id;
  }

  private void grow(int id) {
    wanted = Arrays.copyOf(wanted, 2 * id);
    recipes = Arrays.copyOf(recipes, 2 * id);
  }

  /** {@return the number that {@code value} is, as its width has it, if that is known} */
  OptionalLong constant(Value value) {
    Value root = root(value);
    if (!root.isConstant()) {
      return OptionalLong.empty();
    }
    long number = root.immediate();
    long wide = root.type().isWide() ? number : number & 0xffff_ffffL;
    return OptionalLong.of(value.type().isWide() ? wide : (int) wide);
  }
}
