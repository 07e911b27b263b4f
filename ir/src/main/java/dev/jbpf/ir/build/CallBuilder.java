package dev.jbpf.ir.build;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.MachineCode;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.struct.KfuncDeclaration;
import java.util.List;

/** Calls: of helpers, of the kernel's functions, of own ones. */
abstract class CallBuilder extends MemoryBuilder {
  CallBuilder(Function function) {
    super(function);
  }

  /**
   * {@return what the helper returns, a number of 64 bits or an address}
   *
   * @param result what that is, {@link Type#NONE} where it is of no use
   */
  public Value call(Helper helper, Type result, Value... arguments) {
    return callHelper(helper.value(), result, arguments);
  }

  /**
   * {@return what the helper returns, as its signature has it: a signed number of 64 bits, memory}
   */
  public Value call(Helper helper, Value... arguments) {
    return call(helper, resultOf(helper), arguments);
  }

  private static Type resultOf(Helper helper) {
    return switch (helper.signature().result()) {
      case NONE -> Type.NONE;
      case INT -> Type.S64;
      case PTR -> Type.MEMORY;
      case PTR_OR_NULL ->
          helper == Helper.MAP_LOOKUP_ELEM ? Type.MAP_VALUE.orNull() : Type.MEMORY.orNull();
    };
  }

  /** {@return what the helper of that number returns} */
  public Value callHelper(int number, Type result, Value... arguments) {
    requireFew(arguments);
    return emit(Opcode.CALL_HELPER, result, 0, new Referent.OfHelper(number), arguments);
  }

  /** {@return what a function of the kernel returns} */
  public Value call(KfuncDeclaration function, Type result, Value... arguments) {
    requireFew(arguments);
    return emit(Opcode.CALL_KERNEL, result, 0, new Referent.OfKfunc(function), arguments);
  }

  /**
   * {@return what {@code callee}, a function of the module, returns}
   *
   * @throws dev.jbpf.ir.IrException if it takes others than {@code arguments}
   */
  public Value call(Function callee, Value... arguments) {
    List<Value> parameters = callee.parameters();
    if (parameters.size() != arguments.length) {
      throw error(
          "arguments",
          callee.name() + " takes " + parameters.size() + " arguments, not " + arguments.length);
    }
    for (int i = 0; i < arguments.length; i++) {
      requireSame(callee, i, parameters.get(i).type(), arguments[i].type());
    }
    return emit(Opcode.CALL, callee.result(), 0, new Referent.OfFunction(callee), arguments);
  }

  /**
   * {@return what a function that is written in registers returns, a number of 64 bits}
   *
   * @param arguments addresses, and numbers of 64 bits
   */
  public Value call(MachineCode code, Value... arguments) {
    requireFew(arguments);
    return emit(Opcode.CALL, Type.U64, 0, new Referent.OfCode(code), arguments);
  }

  private void requireSame(Function callee, int index, Type wanted, Type given) {
    if (wanted.isWide() != given.isWide()) {
      throw error(
          "arguments",
          "argument " + (index + 1) + " of " + callee.name() + " is " + wanted + ", not " + given);
    }
  }

  /** {@return the address of {@code callee}, for helpers that call back; since 5.13} */
  public Value functionAddress(Function callee) {
    return emit(Opcode.FUNCTION, Type.FUNCTION, 0, new Referent.OfFunction(callee));
  }

  /**
   * Goes on in the program at {@code index} of a program array, and does not come back; goes on
   * here only where there is none.
   */
  public void tailCall(Value context, Value programs, Value index) {
    call(Helper.TAIL_CALL, Type.NONE, context, programs, index);
  }

  private void requireFew(Value... arguments) {
    if (arguments.length > Function.MAX_PARAMETERS) {
      throw error("arguments", "a call has at most 5 arguments, not " + arguments.length);
    }
  }
}
