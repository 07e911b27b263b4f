package dev.jbpf.cli.console;

import dev.jbpf.code.Program;
import dev.jbpf.elf.ElfHeaders;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import java.io.PrintStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file with one program can be. */
public enum ProgramFormat {
  /** Assembly, any dialect. */
  TEXT {
    @Override
    public Optional<Program> read(InputFile source, ByteOrder order, Console console) {
      AssemblerOptions options =
          AssemblerOptions.DEFAULT.order(order).includes(new IncludedFiles(source, console));
      Assembly assembly = Assembler.assemble(source.bytes(), source.name(), options);
      console.err().print(assembly.report());
      return assembly.program();
    }
  },
  /** Slots. */
  RAW {
    @Override
    public Optional<Program> read(InputFile source, ByteOrder order, Console console) {
      // No lambda: making the first one takes longer than printing a short program.
      try {
        return Optional.of(Program.decode(source.bytes(), order));
      } catch (IllegalArgumentException e) {
        return complain(source, console.err(), e);
      }
    }
  },
  /** Slots as hexadecimal digits. */
  HEX {
    @Override
    public Optional<Program> read(InputFile source, ByteOrder order, Console console) {
      return complain(source, console.err(), () -> Program.decode(digits(source.bytes()), order));
    }
  },
  /** An object with one program. */
  ELF {
    @Override
    public Optional<Program> read(InputFile source, ByteOrder order, Console console) {
      return complain(
          source, console.err(), () -> only(BpfObjectFile.read(source.bytes()).programs()));
    }
  };

  /** {@return the program in {@code source}; empty, and messages printed, if there is none} */
  public abstract Optional<Program> read(InputFile source, ByteOrder order, Console console);

  /** {@return what {@code bytes} look like} */
  public static ProgramFormat of(byte[] bytes) {
    if (ElfHeaders.isElf(bytes)) {
      return ELF;
    }
    boolean isHex = bytes.length > 0;
    for (byte b : bytes) {
      if (b == 0) {
        return RAW;
      }
      isHex &= Character.digit(b, 16) >= 0 || b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
    return isHex ? HEX : TEXT;
  }

  private interface Reader {
    public Program read();
  }

  private static Optional<Program> complain(InputFile source, PrintStream err, Reader reader) {
    try {
      return Optional.of(reader.read());
    } catch (IllegalArgumentException e) {
      return complain(source, err, e);
    }
  }

  private static Optional<Program> complain(
      InputFile source, PrintStream err, IllegalArgumentException e) {
    err.println(source.name() + ": error: " + e.getMessage());
    return Optional.empty();
  }

  private static Program only(List<ObjectProgram> programs) {
    if (programs.size() != 1) {
      throw new IllegalArgumentException(
          "the object has " + programs.size() + " programs, and one is wanted");
    }
    return programs.get(0).link().program();
  }

  private static byte[] digits(byte[] text) {
    return HexFormat.of()
        .parseHex(new String(text, StandardCharsets.ISO_8859_1).replaceAll("\\s+", ""));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
