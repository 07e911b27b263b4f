package dev.jbpf.dsl.value.memory;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.map.layout.Layout;

/**
 * Numbers one behind the other, as many as were said when it was made. An index that only the
 * program knows is compared with that: the element may not be there.
 */
public final class Array<T extends Int<T, ?>> {
  private final Scope scope;
  private final Kind<T> kind;
  private final StackObject object;
  private final int length;

  private Array(Scope scope, Kind<T> kind, StackObject object, int length) {
    this.scope = scope;
    this.kind = kind;
    this.object = object;
    this.length = length;
  }

  /**
   * {@return an array on the stack, all zero}
   *
   * @throws dev.jbpf.ir.IrException if it has no numbers
   */
  @SuppressWarnings("exports")
  public static <T extends Int<T, ?>> Array<T> onStack(Scope scope, Kind<T> kind, int length) {
    FunctionBuilder f = scope.at();
    if (length < 1) {
      throw scope.error("array-length", "an array of " + length + " numbers: must be 1 or more");
    }
    int size = kind.type().bits() / Byte.SIZE * length;
    StackObject object = f.stackObject("array", size);
    Stack.zero(scope, f.address(object), 0, size);
    return new Array<>(scope, kind, object, length);
  }

  /** {@return how many numbers it has} */
  public int length() {
    return length;
  }

  /**
   * {@return the number at {@code index}}
   *
   * @throws dev.jbpf.ir.IrException if it has none there
   */
  public T get(int index) {
    return kind.of(scope, scope.at().load(kind.type(), scope.at().address(object), place(index)));
  }

  /**
   * Puts {@code value} at {@code index}.
   *
   * @throws dev.jbpf.ir.IrException if there is no such place
   */
  public void set(int index, T value) {
    scope.at().store(value.ir(), scope.at().address(object), place(index));
  }

  /** {@return the place at {@code index}, if it has one there} */
  public Maybe<Cell<Long>> at(Int<?, ?> index) {
    return new Maybe<>(
        scope,
        absent -> {
          Value number = scope.below(index.ir(), length, absent);
          FunctionBuilder f = scope.at();
          Value address = f.offset(f.address(object), f.mul(number, bytes()));
          Layout layout = new Layout.Number(bytes(), kind.type().isSigned());
          return Cell.at(scope, address, layout, object.name());
        });
  }

  private int bytes() {
    return kind.type().bits() / Byte.SIZE;
  }

  private int place(int index) {
    if (index < 0 || index >= length) {
      throw scope.error("array-index", "index " + index + " is not 0 to " + (length - 1));
    }
    return index * bytes();
  }
}
