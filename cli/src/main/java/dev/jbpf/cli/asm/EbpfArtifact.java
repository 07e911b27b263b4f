package dev.jbpf.cli.asm;

import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.code.Program;
import dev.jbpf.elf.ElfObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;

/** An eBPF program. */
abstract class EbpfArtifact implements Artifact {
  private final String name;

  /** One that is called {@code name}, without its ending. */
  EbpfArtifact(String name) {
    this.name = name;
  }

  /** {@return the instructions of one section} */
  abstract Program program();

  /** {@return all sections} */
  abstract ElfObject object();

  private record ObjectContent(ElfObject object) implements Output.Content {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      object.writeTo(out);
    }
  }

  @Override
  public Output.Content render(OutputFormat format, ByteOrder order) {
    return switch (format) {
      case ELF -> new ObjectContent(object());
      case RAW -> Output.Content.of(program().toBytes(order));
      case HEX -> Output.Content.of(HexLines.of(program().toBytes(order)));
      case C -> Output.Content.of(CArray.of(program()));
      case JAVA -> Output.Content.of(JavaClass.of(name, program()));
      case JSON -> Output.Content.of(ProgramJson.of(program()));
      case BPF_ASM ->
          throw new UsageException(
              "-f bpf_asm is for classic programs: give --dialect classic, or another -f");
    };
  }
}
