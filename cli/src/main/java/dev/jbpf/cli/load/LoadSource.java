package dev.jbpf.cli.load;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.IncludedFiles;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ElfHeaders;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import java.nio.ByteOrder;
import java.util.Optional;

/** Opens what is to be loaded: an object, or assembly text. */
public final class LoadSource {
  private LoadSource() {}

  /**
   * {@return the programs and maps of {@code source}; empty, and messages printed, if it is wrong}
   */
  public static Optional<OpenObject> open(InputFile source, Console console) {
    try {
      return ElfHeaders.isElf(source.bytes())
          ? Optional.of(BpfObject.open(source.name(), source.bytes()))
          : assemble(source, console);
    } catch (BpfObjectException e) {
      console.err().println("error: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<OpenObject> assemble(InputFile source, Console console) {
    AssemblerOptions options =
        AssemblerOptions.DEFAULT
            .order(ByteOrder.nativeOrder())
            .includes(new IncludedFiles(source, console))
            .output(AssemblerOptions.Output.OBJECT);
    Assembly assembly = Assembler.assemble(source.bytes(), source.name(), options);
    console.err().print(assembly.report());
    return assembly
        .object()
        .map(elf -> BpfObject.open(source.name(), elf.toBytes()))
        .map(open -> open.contents().license().isPresent() ? open : open.license("GPL"));
  }
}
