package dev.jbpf.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Does a little of all that {@code jbpf-asm} does, on files as users have them, so that the
 * class-data archive made from this run holds its classes. Run by the build, never by users.
 */
final class ArchiveTraining {
  private static final String SOURCE =
      """
      # Both dialects, labels, a map, data, a program and what it calls.
              .map counts, type=array, key=4, value=8, max_entries=1
              .section socket,"ax"
              .globl entry
      entry:  r0 = *(u32 *)(r1 + 4)
              if r0 s> 3 goto out
              lddw %r2, 0x1122334455667788
              ldxdw %r3, [%r10-8]
              lock *(u64 *)(r10 - 8) += r3
              r1 = counts ll
              call bpf_ktime_get_ns
              call helper
      out:    exit
              .text
      helper: r0 = 1
              exit
              .section .rodata,"a"
      limit:  .4byte 7
              .section license,"aw"
              .asciz "GPL"
      """;

  private static final String WRONG = "mvo r0, 1\nr11 = 1\ngoto nowhere\n";

  private ArchiveTraining() {}

  /** Runs the command in the folder that is given: forwards, backwards, and into errors. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path right = Files.writeString(folder.resolve("right.s"), SOURCE);
    Path plain = Files.writeString(folder.resolve("plain.s"), "r0 = 1\nmov %r1, %r0\nexit\n");
    Path wrong = Files.writeString(folder.resolve("wrong.s"), WRONG);
    Path object = folder.resolve("right.o");
    train(right.toString(), "-o", object.toString());
    train(plain.toString(), "-o", object.toString());
    train(plain.toString(), "-f", "raw", "-o", folder.resolve("plain.bin").toString());
    train(plain.toString(), "-f", "hex", "-o", "-");
    train(wrong.toString(), "--check");
    train("-d", object.toString());
  }

  private static void train(String... arguments) {
    Console process = Console.ofProcess();
    PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    JbpfAsm.run(new Console(process.in(), OutputStream.nullOutputStream(), quiet), arguments);
  }
}
