package dev.jbpf.benchmarks.program;

import dev.jbpf.code.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

/** The programs that every engine runs, and their input. */
public final class BenchmarkPrograms {
  private static final int PACKETS = 1 << 16;

  private BenchmarkPrograms() {}

  /** {@return the program of that name, a word a line in its file} */
  public static Program load(String name) {
    String hex = new String(resource(name + ".hex"), StandardCharsets.US_ASCII);
    byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    return Program.decode(bytes, ByteOrder.LITTLE_ENDIAN);
  }

  /** {@return what r1 points to in the program of that name} */
  public static byte[] input(String name) {
    return switch (name) {
      case "csum16_64k" -> random();
      case "filter" -> resource("pkt64.dat");
      default -> new byte[0];
    };
  }

  private static byte[] random() {
    byte[] bytes = new byte[PACKETS];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static byte[] resource(String name) {
    try (InputStream in = BenchmarkPrograms.class.getResourceAsStream("/programs/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no program " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
