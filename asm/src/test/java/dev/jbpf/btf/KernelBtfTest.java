package dev.jbpf.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every type of this kernel, compared with what bpftool reads. */
class KernelBtfTest {
  private static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");
  private static final Pattern TYPE =
      Pattern.compile("\\[(\\d+)] (\\w+) '([^']*)'(?:.* (?:size=(\\d+)).*)?.*");

  @Test
  void everyTypeIsWhatBpftoolSays() throws IOException {
    Path bpftool =
        Stream.of("/usr/sbin/bpftool", "/sbin/bpftool", "/usr/bin/bpftool")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst()
            .orElse(Path.of(""));
    assumeTrue(Files.exists(BTF), "no BTF of the kernel");
    assumeTrue(Files.isExecutable(bpftool) && !bpftool.toString().isEmpty(), "no bpftool");
    Btf btf = Btf.read(BTF);
    assertThat(BtfFile.bytes(BTF)).isEqualTo(Files.readAllBytes(BTF));
    Process dump =
        new ProcessBuilder(bpftool.toString(), "btf", "dump", "file", BTF.toString()).start();
    int last = 0;
    try (BufferedReader lines = dump.inputReader()) {
      for (Optional<String> line = line(lines); line.isPresent(); line = line(lines)) {
        Matcher m = TYPE.matcher(line.get());
        if (m.matches()) {
          last = Integer.parseInt(m.group(1));
          compare(btf, last, m);
        }
      }
    }
    assertThat(btf.size()).isEqualTo(last + 1);
  }

  private static Optional<String> line(BufferedReader lines) throws IOException {
    return Optional.ofNullable(lines.readLine());
  }

  private static void compare(Btf btf, int id, Matcher m) {
    String kind = m.group(2).toLowerCase(Locale.ROOT);
    assertThat(btf.kind(id).map(BtfKind::toString)).as(m.group()).hasValue(kind);
    assertThat(btf.name(id)).isEqualTo(m.group(3).equals("(anon)") ? "" : m.group(3));
    if (m.group(4) != null) {
      assertThat(btf.sizeOf(id)).as(m.group()).hasValue(Long.parseLong(m.group(4)));
    }
  }
}
