package dev.jbpf.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads files as a whole, and remembers which: they are not to be written over. */
final class ReadFiles {
  /** What may be read of one file: a device has no end, and all that is read is kept. */
  static final int MOST = 256 << 20;

  private static final int PIECE = 1 << 16;

  /** What standard input is, where the system says so. */
  private static final File STANDARD_INPUT = new File("/dev/stdin");

  private final List<File> files = new ArrayList<>();

  /** {@return what {@code file} holds} */
  byte[] read(File file) throws IOException {
    files.add(file);
    try (InputStream in = open(file)) {
      return whole(in, (int) Math.min(MOST, file.length()));
    }
  }

  /** {@return all of standard input, which may be redirected from a file} */
  byte[] readStandard(InputStream in) throws IOException {
    files.add(STANDARD_INPUT);
    return whole(in, 0);
  }

  /** In pieces: the JVM copies as a whole what it is to read at once. */
  private static byte[] whole(InputStream in, int expected) throws IOException {
    byte[] bytes = new byte[expected];
    int size = 0;
    for (int read = 0; read >= 0 && size < bytes.length; size += Math.max(0, read)) {
      read = in.read(bytes, size, Math.min(PIECE, bytes.length - size));
    }
    ByteArrayOutputStream rest = new ByteArrayOutputStream(0);
    byte[] piece = new byte[Math.min(PIECE, MOST)];
    for (int read; (read = in.read(piece)) > 0; ) { // A pipe or a device does not tell its size.
      if (rest.size() + read > MOST - size) {
        throw new IOException("it has more than " + (MOST >> 20) + " MiB");
      }
      rest.write(piece, 0, read);
    }
    if (rest.size() == 0 && size == bytes.length) {
      return bytes;
    }
    byte[] all = Arrays.copyOf(bytes, size + rest.size());
    System.arraycopy(rest.toByteArray(), 0, all, size, rest.size());
    return all;
  }

  /** Channels start more slowly than a short file is read, but they tell what is wrong. */
  private static InputStream open(File file) throws IOException {
    try {
      return new FileInputStream(file);
    } catch (FileNotFoundException e) {
      if (file.isDirectory()) {
        throw new IOException("it is a folder", e);
      }
      return Files.newInputStream(file.toPath());
    }
  }

  /** {@return whether {@code output} is one of the files that were read} */
  boolean have(OutputFile output) throws IOException {
    for (File file : files) {
      if (output.is(file)) {
        return true;
      }
    }
    return false;
  }
}
