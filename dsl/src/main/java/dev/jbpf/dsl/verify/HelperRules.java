package dev.jbpf.dsl.verify;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Target;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What is wrong with a call before there is a program: at the call itself. */
public final class HelperRules {
  private HelperRules() {}

  /**
   * Checks that programs for {@code target} may call {@code helper}.
   *
   * @throws IllegalArgumentException if not
   */
  public static void checkOpen(Helper helper, Target target) {
    target
        .type()
        .filter(type -> !helper.isOpenTo(type))
        .ifPresent(
            type -> {
              throw new IllegalArgumentException(
                  String.format(
                      "programs of type %s cannot call %s; it is open to %s (its signature: %s)",
                      type, helper.signature().name(), openTo(helper), helper.signature()));
            });
    if (target.lacks(helper.since())) {
      throw new IllegalArgumentException(
          String.format(
              "%s needs Linux %s, the program is for %s and newer (call an older helper)",
              helper.signature().name(), helper.since(), target.kernel().orElseThrow()));
    }
  }

  private static String openTo(Helper helper) {
    String types =
        Arrays.stream(ProgramType.values())
            .filter(type -> type != ProgramType.UNSPEC && helper.isOpenTo(type))
            .map(ProgramType::name)
            .collect(Collectors.joining(", "));
    return types.isEmpty() ? "none" : types;
  }
}
