package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.kernel.KernelRef;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/**
 * A program whose context is the arguments of a function or a tracepoint of the kernel, 64 bits
 * each.
 */
public class ArgumentsBody extends TracingBody {
  private static final int MOST = 12;

  private final boolean isTyped;

  /**
   * Written in {@code scope}.
   *
   * @param isTyped whether the verifier knows what addresses lead to
   */
  ArgumentsBody(Scope scope, boolean isTyped) {
    super(scope, "arguments");
    this.isTyped = isTyped;
  }

  /**
   * {@return the argument of that number, from 1 on}
   *
   * @throws dev.jbpf.ir.IrException if no function has that many
   */
  public final U64 argument(int number) {
    return U64.KIND.of(scope(), load(Type.U64, number));
  }

  /** {@return the structure of the kernel at the address that the argument of that number is} */
  public final <S extends Record> KernelRef<S> argument(int number, Class<S> type) {
    return isTyped
        ? KernelRef.direct(scope(), type, load(Type.Pointer.kernel(KernelRef.name(type)), number))
        : KernelRef.copied(scope(), type, load(Type.U64, number));
  }

  private Value load(Type type, int number) {
    if (number < 1 || number > MOST) {
      throw scope().error("argument", "argument " + number + " is not 1 to " + MOST);
    }
    return scope().at().load(type, context(), (number - 1) * Long.BYTES);
  }
}
