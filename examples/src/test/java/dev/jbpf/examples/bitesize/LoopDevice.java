package dev.jbpf.examples.bitesize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.testing.NetworkNamespace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A block device whose blocks are a file's. */
final class LoopDevice implements AutoCloseable {
  private final Path file;
  private final Path device;

  private LoopDevice(Path file, Path device) {
    this.file = file;
    this.device = device;
  }

  /** {@return one of that many bytes} */
  static LoopDevice create(long size) throws IOException, InterruptedException {
    Path file = Files.createTempFile("jbpf", ".disk");
    try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw")) {
      disk.setLength(size);
    }
    String free = NetworkNamespace.run("losetup", "-f").strip();
    NetworkNamespace.run("losetup", free, file.toString());
    return new LoopDevice(file, Path.of(free));
  }

  Path device() {
    return device;
  }

  @Override
  public void close() throws IOException {
    try {
      NetworkNamespace.run("losetup", "-d", device.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(Files.deleteIfExists(file)).isTrue();
  }
}
