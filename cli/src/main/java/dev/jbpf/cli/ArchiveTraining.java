package dev.jbpf.cli;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Does a little of all that {@code jbpf-asm} does, so that the class-data archive made from this
 * run holds its classes. Run by the build, never by users.
 */
final class ArchiveTraining {
  private static final String SOURCE =
      """
      # Both dialects, a label, a map, data.
      entry:
        r0 = *(u32 *)(r1 + 4)
        if r0 s> 3 goto out
        lddw %r2, 0x1122334455667788
        ldxdw %r3, [%r2+8]
        lock *(u64 *)(r10 - 8) += r3
        call 5
      out:
        exit
      """;

  private ArchiveTraining() {}

  /** Runs the command on a program that is right, on one that is not, and backwards. */
  public static void main(String[] arguments) {
    train(SOURCE, "-", "-o", "-");
    train(SOURCE, "-", "-f", "raw");
    train("mvo r0, 1\nr11 = 1\ngoto nowhere\n", "-", "--check");
    train("b700000000000000 9500000000000000", "-d", "-f", "hex", "-");
  }

  private static void train(String input, String... arguments) {
    Console quiet =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    JbpfAsm.run(quiet, arguments);
  }
}
