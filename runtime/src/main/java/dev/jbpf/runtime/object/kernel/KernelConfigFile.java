package dev.jbpf.runtime.object.kernel;

import dev.jbpf.elf.extern.KernelConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Where a kernel tells what it was built with: {@code /boot}, or {@code /proc/config.gz}. */
public final class KernelConfigFile {
  private static final Path PACKED = Path.of("/proc/config.gz");

  private KernelConfigFile() {}

  /**
   * {@return what the running kernel was built with}
   *
   * @throws UncheckedIOException if it cannot be read
   */
  @SuppressWarnings("exports")
  public static KernelConfig read() {
    Path installed = Path.of("/boot/config-" + System.getProperty("os.version", ""));
    try {
      if (Files.isReadable(installed)) {
        return KernelConfig.parse(Files.readString(installed));
      }
      try (InputStream in = new GZIPInputStream(Files.newInputStream(PACKED))) {
        return KernelConfig.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the kernel's configuration: neither " + installed + " nor " + PACKED, e);
    }
  }
}
