package dev.jbpf.cli.asm;

import dev.jbpf.classic.ClassicPrinter;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.UsageException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A classic program. */
record ClassicArtifact(ClassicProgram program) implements Artifact {
  @Override
  public Output.Content render(OutputFormat format, ByteOrder order) {
    return Output.Content.of(bytes(format, order));
  }

  private byte[] bytes(OutputFormat format, ByteOrder order) {
    return switch (format) {
      case RAW -> program.toBytes(order);
      case HEX -> HexLines.of(program.toBytes(order));
      case C -> ClassicPrinter.cArray(program).getBytes(StandardCharsets.US_ASCII);
      case BPF_ASM -> ClassicPrinter.decimal(program).getBytes(StandardCharsets.US_ASCII);
      case ELF, JAVA, JSON ->
          throw new UsageException(
              "a classic program has no form -f " + format + ": --convert makes it eBPF");
    };
  }
}
