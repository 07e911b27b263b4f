package dev.jbpf.dsl;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperSignature;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A call of a helper with its arguments; {@link Helpers} has one method for each helper.
 *
 * @param helper the function
 * @param arguments what R1 to R5 hold, in order
 */
public record HelperCall(Helper helper, List<Arg> arguments) {

  /**
   * A call; {@code arguments} are copied.
   *
   * @throws IllegalArgumentException if the helper takes more or fewer arguments, or others; the
   *     message has its signature
   */
  public HelperCall {
    arguments = List.copyOf(arguments);
    HelperSignature signature = helper.signature();
    int known = signature.parameters().size();
    int most = signature.isVariadic() ? HelperSignature.MAX_ARGUMENTS : known;
    if (arguments.size() < known || arguments.size() > most) {
      throw new IllegalArgumentException(
          arguments.size() + " arguments, expected " + expected(known, most) + ": " + signature);
    }
    for (int i = 0; i < arguments.size(); i++) {
      HelperSignature.Kind kind =
          i < known ? signature.parameters().get(i).kind() : HelperSignature.Kind.INT;
      if (!fits(arguments.get(i), kind)) {
        throw new IllegalArgumentException(
            "argument " + (i + 1) + " is " + arguments.get(i) + ", not " + kind + ": " + signature);
      }
    }
  }

  /** {@return a call; see the constructor} */
  public static HelperCall of(Helper helper, Arg... arguments) {
    return new HelperCall(helper, List.of(arguments));
  }

  /** {@return a call with {@code more} numbers behind the arguments that all calls have} */
  static HelperCall with(Helper helper, Arg.Int[] more, Arg... first) {
    return new HelperCall(
        helper, Stream.concat(Arrays.stream(first), Arrays.stream(more)).toList());
  }

  private static String expected(int least, int most) {
    return least == most ? String.valueOf(least) : least + " to " + most;
  }

  private static boolean fits(Arg argument, HelperSignature.Kind kind) {
    return switch (kind) {
      case INT -> argument instanceof Arg.Int;
      case PTR -> argument instanceof Arg.Ptr;
      case MAP -> argument instanceof Arg.MapRef;
      case CTX -> argument instanceof Arg.Ctx;
      case FUNCTION -> argument instanceof Arg.FunctionRef;
    };
  }
}
