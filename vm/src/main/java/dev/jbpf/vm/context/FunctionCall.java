package dev.jbpf.vm.context;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * A call of a function of the kernel, as programs of {@code fentry}, {@code fexit} and LSM get it:
 * r1 points to its arguments, 8 bytes each, and behind them to its result.
 *
 * @param result what it returned; empty before it ran
 */
public record FunctionCall(List<Long> arguments, OptionalLong result) implements Context {
  /** Keeps a copy. */
  public FunctionCall {
    arguments = List.copyOf(arguments);
  }

  /** {@return a call that has not run yet} */
  public static FunctionCall entered(long... arguments) {
    return new FunctionCall(Arrays.stream(arguments).boxed().toList(), OptionalLong.empty());
  }

  /** {@return a call that is over} */
  public static FunctionCall left(long result, long... arguments) {
    return new FunctionCall(Arrays.stream(arguments).boxed().toList(), OptionalLong.of(result));
  }

  /** {@return what r1 points to} */
  public byte[] bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate((arguments.size() + 1) * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    arguments.forEach(bytes::putLong);
    bytes.putLong(result.orElse(0));
    return bytes.array();
  }
}
