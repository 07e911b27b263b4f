package dev.jbpf.testkit.text;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.KernelConstant;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkAction;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.kernel.XdpAction;
import java.util.Arrays;
import java.util.Optional;

/** What a program's result means to the kernel, by the program's type. */
public final class ReturnCodes {
  private static final int LAST_ERROR = 133;

  private ReturnCodes() {}

  /** {@return the number, with the name that it has for programs of that type} */
  public static String text(ProgramType type, long r0) {
    String number = String.format("0x%x (%d)", r0, r0);
    return name(type, (int) r0).map(name -> name + ", " + number).orElse(number);
  }

  private static Optional<String> name(ProgramType type, int value) {
    KernelConstant[] constants =
        switch (type) {
          case XDP -> XdpAction.values();
          case SCHED_CLS, SCHED_ACT -> TcAction.values();
          case SK_SKB, SK_MSG, SK_LOOKUP, SK_REUSEPORT -> SkAction.values();
          default -> new KernelConstant[0];
        };
    return Arrays.stream(constants)
        .filter(constant -> constant.value() == value)
        .map(KernelConstant::kernelName)
        .findFirst()
        .or(() -> isError(value) ? Optional.of("-" + Errno.of(-value).name()) : Optional.empty());
  }

  private static boolean isError(int value) {
    return value < 0 && value >= -LAST_ERROR;
  }
}
