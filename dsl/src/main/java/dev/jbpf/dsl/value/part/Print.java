package dev.jbpf.dsl.value.part;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.kernel.Helper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A call that prints to the trace pipe. */
public final class Print {
  private static final int IN_REGISTERS = 3;

  /** With more the helper prints nothing. */
  private static final int MOST = 12;

  private final Scope scope;
  private final String format;
  private final Int<?, ?>[] arguments;

  /**
   * A call that prints {@code format} with these numbers, of those with 64 bits all, whether the
   * format says {@code %d} or {@code %lld}.
   */
  public Print(Scope scope, String format, Int<?, ?>[] arguments) {
    this.scope = scope;
    this.arguments = arguments;
    Formats.wrong(format)
        .ifPresent(
            found -> {
              throw scope.error(
                  "print-format",
                  "\"" + format + "\": the kernel prints no " + found,
                  "%d, %i, %u, %x, %ld, %lld, %llu …, %c, %s and %p of an address");
            });
    int wanted = Formats.conversions(format);
    if (wanted != arguments.length) {
      throw scope.error(
          "print-arguments",
          "\"" + format + "\" wants " + wanted + " arguments, got " + arguments.length);
    }
    if (wanted > MOST) {
      throw scope.error(
          "print-arguments",
          wanted + " arguments, the kernel prints at most " + MOST,
          "print twice");
    }
    List<Boolean> isWide =
        Arrays.stream(arguments).map(argument -> argument.ir().type().isWide()).toList();
    if (Formats.hasNarrowText(format, isWide)) {
      throw scope.error(
          "print-format",
          "\"" + format + "\": %s wants the address of a text, of 64 bits",
          "%d or %u of a number");
    }
    this.format = Formats.widened(format, isWide);
  }

  /** Writes it. */
  public void emit() {
    FunctionBuilder f = scope.at();
    byte[] bytes = format.getBytes(StandardCharsets.UTF_8);
    Value text = f.address(text(f, bytes));
    Value size = f.constant(bytes.length + 1L);
    if (arguments.length <= IN_REGISTERS) {
      List<Value> all = new ArrayList<>(List.of(text, size));
      for (Int<?, ?> argument : arguments) {
        all.add(wide(argument));
      }
      scope.call(Helper.TRACE_PRINTK, Type.NONE, all.toArray(Value[]::new));
      return;
    }
    Value data = f.address(data(f));
    Value length = f.constant((long) arguments.length * Long.BYTES);
    scope.call(Helper.TRACE_VPRINTK, Type.NONE, text, size, data, length);
  }

  private StackObject text(FunctionBuilder f, byte[] bytes) {
    int words = bytes.length / Long.BYTES + 1;
    ByteBuffer padded = ByteBuffer.allocate(words * Long.BYTES).order(ByteOrder.nativeOrder());
    padded.put(0, bytes);
    StackObject object = f.stackObject("format", padded.capacity());
    for (int at = 0; at < padded.capacity(); at += Long.BYTES) {
      f.store(Type.U64, padded.getLong(at), f.address(object), at);
    }
    return object;
  }

  private StackObject data(FunctionBuilder f) {
    StackObject object = f.stackObject("arguments", arguments.length * Long.BYTES);
    for (int i = 0; i < arguments.length; i++) {
      f.store(wide(arguments[i]), f.address(object), i * Long.BYTES);
    }
    return object;
  }

  private static Value wide(Int<?, ?> argument) {
    return argument.toS64().ir();
  }
}
