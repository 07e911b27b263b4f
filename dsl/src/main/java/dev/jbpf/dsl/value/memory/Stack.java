package dev.jbpf.dsl.value.memory;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.map.Codec;
import dev.jbpf.map.layout.Layout;

/** Objects of the program's stack. */
public final class Stack {
  private Stack() {}

  /** {@return a new object, nothing in it yet: whoever asks fills all of it} */
  @SuppressWarnings("exports")
  public static <V> Cell<V> raw(Scope scope, Layout layout, String name) {
    FunctionBuilder f = scope.at();
    StackObject object = f.stackObject(name, Layouts.size(layout));
    return Cell.at(scope, f.address(object), layout, name);
  }

  /** {@return a new object, all zero} */
  @SuppressWarnings("exports")
  public static <V> Cell<V> zero(Scope scope, Codec<V> codec, String name) {
    Cell<V> cell = raw(scope, codec.layout(), name);
    zero(scope, cell.address(), 0, codec.size());
    return cell;
  }

  /** Writes zeros to the bytes from {@code from} to {@code to} of what is at {@code address}. */
  @SuppressWarnings("exports")
  public static void zero(Scope scope, Value address, int from, int to) {
    int at = from;
    while (at < to) {
      int bytes = Math.min(Integer.lowestOneBit(at | Long.BYTES), Integer.highestOneBit(to - at));
      scope.at().store(Type.Int.of(bytes * Byte.SIZE, false), 0, address, at);
      at += bytes;
    }
  }

  /**
   * {@return a new record whose components have these values, in their order}
   *
   * @param values for each component an {@code Int}, a {@code Be16} or {@code Be32}, or a number
   * @throws dev.jbpf.ir.IrException if there are more or fewer, or one does not fit
   */
  @SuppressWarnings("exports")
  public static <R extends Record> Cell<R> record(Scope scope, Class<R> type, Object... values) {
    Layout.Struct layout = (Layout.Struct) Codec.record(type).layout();
    if (layout.members().size() != values.length) {
      throw scope.error(
          "record-values",
          layout.name() + " has " + layout.members().size() + " components, not " + values.length);
    }
    Cell<R> cell = raw(scope, layout, type.getSimpleName());
    int end = 0;
    for (int i = 0; i < values.length; i++) {
      Layout.Member member = layout.members().get(i);
      zero(scope, cell.address(), end, member.offset());
      cell.member(member).put(values[i]);
      end = member.offset() + Layouts.size(member.layout());
    }
    zero(scope, cell.address(), end, layout.bytes());
    return cell;
  }
}
