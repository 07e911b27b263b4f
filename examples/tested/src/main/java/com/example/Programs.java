package com.example;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The programs of this project, assembled from its resources. */
public final class Programs {
  private Programs() {}

  /** {@return the object that {@code bpf/NAME} makes} */
  public static BpfObjectFile of(String name) {
    String file = "bpf/" + name;
    try (InputStream in = Programs.class.getClassLoader().getResourceAsStream(file)) {
      Assembly assembly =
          Assembler.assemble(
              Objects.requireNonNull(in, file).readAllBytes(),
              file,
              AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
      return assembly
          .object()
          .map(BpfObjectFile::of)
          .orElseThrow(() -> new IllegalStateException(assembly.report()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
