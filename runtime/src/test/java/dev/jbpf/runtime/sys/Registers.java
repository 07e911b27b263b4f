package dev.jbpf.runtime.sys;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.testing.Seccomp;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Fills registers, makes calls of three arguments, and prints whether the kernel saw others, and
 * whether the calls were direct.
 */
public final class Registers {
  private static final Errno SEEN = Errno.of(77);

  private Registers() {}

  public static void main(String[] arguments) {
    BpfSyscalls system = BpfSyscalls.system();
    Seccomp.refuseWithMoreThanThreeArguments(Syscall.CLOSE, SEEN);
    long filled = system.call(Syscall.CLOSE, -1, 0, 0, 0x7777_7777_7777L, -1, -1);
    int[] answers =
        IntStream.range(0, 50_000)
            .map(
                i -> {
                  system.call(Syscall.CLOSE, -1, -1, -1, -i - 1, -i - 1, -i - 1);
                  return (int) system.call(Syscall.CLOSE, -1, -1, -1);
                })
            .distinct()
            .toArray();
    System.out.println(filled + " " + Arrays.toString(answers) + " " + SystemCalls.IS_DIRECT);
  }
}
