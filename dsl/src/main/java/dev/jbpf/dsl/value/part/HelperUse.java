package dev.jbpf.dsl.value.part;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.kernel.KernelRef;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.Data;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperSignature;
import dev.jbpf.kernel.HelperSignature.Kind;
import dev.jbpf.kernel.KernelConstant;
import dev.jbpf.map.MapDef;
import java.util.Set;

/** A call of any helper, with values of the kinds that its signature has. */
public final class HelperUse {
  private final Scope scope;
  private final HelperSignature signature;

  /** What such parameters are called in the kernel's documentation. */
  private static final Set<String> ANY_ADDRESS = Set.of("unsafe_ptr", "user_ptr");

  private final Helper helper;

  /** A call of {@code helper}. */
  public HelperUse(Scope scope, Helper helper) {
    this.scope = scope;
    this.helper = helper;
    this.signature = helper.signature();
  }

  /**
   * {@return what the helper returns, 0 where that is nothing}
   *
   * @throws dev.jbpf.ir.IrException if an argument is not what the helper takes, or its result is
   *     an address
   */
  public S64 with(Object... arguments) {
    int known = signature.parameters().size();
    int most = signature.isVariadic() ? HelperSignature.MAX_ARGUMENTS : known;
    if (arguments.length < known || arguments.length > most) {
      throw wrong(arguments.length + " arguments");
    }
    Value[] values = new Value[arguments.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i, i < known ? signature.parameters().get(i).kind() : Kind.INT, arguments);
    }
    return result(values);
  }

  private S64 result(Value... values) {
    return switch (signature.result()) {
      case INT -> S64.KIND.of(scope, scope.call(helper, Type.S64, values));
      case NONE -> {
        scope.call(helper, Type.NONE, values);
        yield S64.KIND.of(scope, 0);
      }
      case PTR, PTR_OR_NULL -> throw wrong("a result that is an address, and no number");
    };
  }

  private Value value(int index, Kind kind, Object... arguments) {
    Object argument = arguments[index];
    return switch (kind) {
      case INT -> number(index, argument);
      case PTR -> address(index, argument);
      case MAP -> {
        if (argument instanceof MapDef<?, ?> map) {
          yield scope.at().map(scope.unit().define(map));
        }
        throw wrong(index, argument, "a MapDef");
      }
      case CTX -> {
        if (argument instanceof Value value && value.type().equals(Type.CONTEXT)) {
          yield value;
        }
        throw wrong(index, argument, "context()");
      }
      case FUNCTION -> throw wrong(index, argument, "a function, which values are not");
    };
  }

  private Value number(int index, Object argument) {
    if (argument instanceof Data data) {
      return scope.at().cast(data.ir(), Type.U64);
    }
    if (argument instanceof KernelConstant constant) {
      return scope.at().constant(constant.value());
    }
    if (argument instanceof Integer || argument instanceof Long) {
      return scope.at().constant(((Number) argument).longValue());
    }
    throw wrong(index, argument, "a number");
  }

  private Value address(int index, Object argument) {
    if (argument instanceof Cell<?> cell) {
      return cell.address();
    }
    if (argument instanceof KernelRef<?> structure) {
      return structure.place();
    }
    if (argument instanceof U64 address && isAnyAddress(index)) {
      return scope.at().cast(address.ir(), Type.U64);
    }
    if (argument instanceof Value value && value.type().isPointer()) {
      return value;
    }
    throw wrong(index, argument, "a Cell, or a structure of the kernel");
  }

  /** Of memory that is copied, and checked when it is. */
  private boolean isAnyAddress(int index) {
    return ANY_ADDRESS.contains(signature.parameters().get(index).name());
  }

  private IrException wrong(int index, Object argument, String wanted) {
    return wrong("argument " + (index + 1) + " is " + argument + ", not " + wanted);
  }

  private IrException wrong(String what) {
    return scope.error(
        "helper-arguments", helper.functionName() + " with " + what, "it is " + signature);
  }
}
