package dev.jbpf.cli;

import dev.jbpf.code.Program;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.text.Dialect;
import java.io.PrintStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** What a file with a program can be. */
enum ProgramFormat {
  /** Assembly, any dialect. */
  TEXT {
    @Override
    Optional<Program> read(Input source, PrintStream err) {
      Assembly assembly = Assembler.assemble(source.bytes(), source.name(), Dialect.AUTO);
      err.print(assembly.report());
      return assembly.program();
    }
  },
  /** Little-endian slots. */
  RAW {
    @Override
    Optional<Program> read(Input source, PrintStream err) {
      return decode(source.name(), source::bytes, err);
    }
  },
  /** The same, as hexadecimal digits. */
  HEX {
    @Override
    Optional<Program> read(Input source, PrintStream err) {
      return decode(source.name(), () -> digits(source.bytes()), err);
    }
  };

  /** {@return the program in {@code source}; empty, and messages printed, if there is none} */
  abstract Optional<Program> read(Input source, PrintStream err);

  /** {@return what {@code bytes} look like: hexadecimal digits, text, or neither} */
  static ProgramFormat of(byte[] bytes) {
    boolean isHex = bytes.length > 0;
    for (byte b : bytes) {
      if (b == 0) {
        return RAW;
      }
      isHex &= Character.digit(b, 16) >= 0 || b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
    return isHex ? HEX : TEXT;
  }

  private interface Bytes {
    byte[] get();
  }

  private static Optional<Program> decode(String name, Bytes bytes, PrintStream err) {
    try {
      return Optional.of(Program.decode(bytes.get(), ByteOrder.LITTLE_ENDIAN));
    } catch (IllegalArgumentException e) {
      err.println(name + ": error: " + e.getMessage());
      return Optional.empty();
    }
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
