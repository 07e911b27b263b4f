package dev.jbpf.methods.translate;

import dev.jbpf.methods.intrinsic.ArrayCalls;
import dev.jbpf.methods.translate.method.ArrayCode;
import dev.jbpf.methods.translate.method.MethodTranslator;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What the JDK does with whole arrays: at once where the places are known, else in loops. */
final class ArraysCode {
  private static final Set<String> LOOPS = Set.of("fill", "equals", "hashCode", "mismatch");

  private final MethodTranslator t;

  ArraysCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** {@return the method that does it in a loop, if it is not done by now} */
  Optional<CallCode.Call> step(CallCode.Call call) {
    if (call.is(System.class, "arraycopy")) {
      return new ArrayCode(t).copyPart(call.arguments())
          ? Optional.empty()
          : Optional.of(loop(call, "copy", "([II[III)V"));
    }
    if (call.owner() == Arrays.class && isCopy(call)) {
      return Optional.empty();
    }
    boolean isLoop = call.owner() == Arrays.class && LOOPS.contains(call.name());
    return Optional.of(
        isLoop ? loop(call, call.name(), withInts(call.name(), call.descriptor())) : call);
  }

  private boolean isCopy(CallCode.Call call) {
    boolean isRange = call.name().equals("copyOfRange");
    if (isRange || call.name().equals("copyOf")) {
      int from = isRange ? constant(call, 1) : 0;
      new ArrayCode(t).copy(call.argument(0), from, constant(call, isRange ? 2 : 1));
      return true;
    }
    return false;
  }

  private int constant(CallCode.Call call, int argument) {
    return new ArrayCode(t).length(t.number(call.argument(argument)));
  }

  private static CallCode.Call loop(CallCode.Call call, String name, String descriptor) {
    return new CallCode.Call(ArrayCalls.class, name, descriptor, call.arguments());
  }

  /** {@return the descriptor of the method for arrays of that kind: small numbers are ints} */
  private static String withInts(String name, String descriptor) {
    return switch (name) {
      case "hashCode" -> descriptor.replaceAll("\\[[BSC]", "[I");
      case "fill" -> descriptor.replaceAll("\\[[ZBSC]", "[I").replaceAll("[ZBSC]\\)", "I)");
      default -> descriptor.replaceAll("\\[[ZBSCJ]", "[I");
    };
  }
}
