package dev.jbpf.runtime.symbols.elf;

import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.ElfHeaders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** Reads executables and libraries: 64-bit ELF files, mapped into memory. */
final class ElfFiles {
  private ElfFiles() {}

  /**
   * {@return what {@code reader} makes of the file}
   *
   * @throws IOException if it cannot be read, is no 64-bit ELF file or a damaged one
   */
  static <T> T read(Path path, BiFunction<ByteBuffer, ElfHeaders, T> reader) throws IOException {
    try {
      ByteBuffer bytes = map(path);
      ElfHeaders headers = ElfHeaders.of(bytes);
      return reader.apply(bytes.order(headers.order()), headers);
    } catch (ElfFormatException e) {
      throw new IOException(path + " is no 64-bit ELF file", e);
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new IOException(path + " is a truncated or damaged ELF file", e);
    }
  }

  /** An interrupt closes the channel, which is no fault of the file: tries again, and keeps it. */
  private static ByteBuffer map(Path path) throws IOException {
    boolean isInterrupted = false;
    try {
      while (true) {
        isInterrupted |= Thread.interrupted();
        try (FileChannel file = FileChannel.open(path)) {
          return file.map(MapMode.READ_ONLY, 0, Math.min(file.size(), Integer.MAX_VALUE));
        } catch (ClosedByInterruptException e) {
          isInterrupted = true;
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** {@return the text that starts there and ends with a zero} */
  static String text(ByteBuffer bytes, int at) {
    int end = at;
    while (bytes.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - at];
    bytes.get(at, text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
