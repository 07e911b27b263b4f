package dev.jbpf.dsl.value.kernel;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.map.Status;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Stack;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.StructField;
import dev.jbpf.map.layout.Layout;

/** Memory that programs may not access in place: of the kernel, of a process. Since Linux 5.5. */
public final class Memory {
  private final Scope scope;
  private final Helper copy;
  private final Helper text;

  private Memory(Scope scope, Helper copy, Helper text) {
    this.scope = scope;
    this.copy = copy;
    this.text = text;
  }

  /** {@return memory of the kernel} */
  @SuppressWarnings("exports")
  public static Memory ofKernel(Scope scope) {
    return new Memory(scope, Helper.PROBE_READ_KERNEL, Helper.PROBE_READ_KERNEL_STR);
  }

  /** {@return memory of the process that runs} */
  @SuppressWarnings("exports")
  public static Memory ofUser(Scope scope) {
    return new Memory(scope, Helper.PROBE_READ_USER, Helper.PROBE_READ_USER_STR);
  }

  /** Copies what is at {@code address} to {@code to}; zeros, where that cannot be read. */
  public Status read(Cell<?> to, U64 address) {
    return new Status(scope, call(copy, to, address));
  }

  /** Copies the text at {@code address} to {@code to}, with a NUL behind it, cut if need be. */
  public S64 readText(Cell<String> to, U64 address) {
    return S64.KIND.of(scope, call(text, to, address));
  }

  /** {@return the number at {@code address}; 0, where that cannot be read} */
  public <T extends Int<T, ?>> T get(Kind<T> kind, U64 address) {
    int bytes = kind.type().bits() / Byte.SIZE;
    Cell<?> to = Stack.raw(scope, new Layout.Number(bytes, kind.type().isSigned()), "read");
    call(copy, to, address);
    return to.get(kind);
  }

  /** {@return the member of the structure at {@code address}; 0, where that cannot be read} */
  public <T extends Int<T, ?>> T get(Kind<T> kind, U64 address, StructField field) {
    if (field.size() * Byte.SIZE != kind.type().bits()) {
      throw scope.error(
          "number-width",
          field + " has " + field.size() * Byte.SIZE + " bits, not those of " + kind);
    }
    return get(kind, address.add(field.offset()));
  }

  /**
   * {@return the address that the last member of {@code path} holds} Each member is one of the
   * structure that the one before leads to: {@code follow(p.task(), realParent)}; 0, where one
   * cannot be read.
   */
  public U64 follow(U64 address, StructField... path) {
    U64 at = address;
    for (StructField field : path) {
      at = get(U64.KIND, at, field);
    }
    return at;
  }

  private Value call(Helper helper, Cell<?> to, U64 address) {
    Value size = scope.at().constant(to.size());
    return scope.call(helper, Type.S64, to.address(), size, address.ir());
  }
}
