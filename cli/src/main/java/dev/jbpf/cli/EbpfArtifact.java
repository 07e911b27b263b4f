package dev.jbpf.cli;

import dev.jbpf.code.Program;
import dev.jbpf.elf.ElfObject;
import java.nio.ByteOrder;
import java.util.function.Supplier;

/**
 * An eBPF program.
 *
 * @param name of the file, without its ending
 * @param program the instructions of one section
 * @param object all sections
 */
record EbpfArtifact(String name, Supplier<Program> program, Supplier<ElfObject> object)
    implements Artifact {
  @Override
  public Output.Content render(OutputFormat format, ByteOrder order) {
    return switch (format) {
      case ELF -> object.get()::writeTo;
      case RAW -> Output.Content.of(program.get().toBytes(order));
      case HEX -> Output.Content.of(HexLines.of(program.get().toBytes(order)));
      case C -> Output.Content.of(CArray.of(program.get()));
      case JAVA -> Output.Content.of(JavaClass.of(name, program.get()));
      case JSON -> Output.Content.of(ProgramJson.of(program.get()));
      case BPF_ASM ->
          throw new UsageException(
              "-f bpf_asm is for classic programs: give --dialect classic, or another -f");
    };
  }
}
