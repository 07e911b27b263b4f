package dev.jbpf.gen.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbpf.btf.Btf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KernelFactsTest {
  private static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");
  private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");
  private static final Path HEADERS = Path.of("/usr/include/linux");
  private static final Pattern DEFINE =
      Pattern.compile("#define\\s+(\\w+)\\s+\\(?(-?\\d+)U?(?: << (\\d+)\\))?.*");

  @Test
  void theFileIsWhatTheKernelOfThatVersionSays() throws IOException {
    String facts = Facts.resource(Facts.ENUMS);
    assumeTrue(Files.exists(BTF), "no BTF of the kernel");
    assumeTrue(Files.readString(RELEASE).startsWith("6.18."), "the facts are of Linux 6.18");
    Btf kernel = Btf.parse(Files.readAllBytes(BTF));
    assertThat(KernelFacts.text(kernel, "6.18")).isEqualTo(facts);
    assertThat(KernelFacts.structs(kernel, "6.18")).isEqualTo(Facts.resource(StructFacts.FILE));
    assertThat(KernelFacts.fields(kernel, "6.18")).isEqualTo(Facts.resource(FieldFacts.FILE));
  }

  @Test
  void macrosHaveTheValuesOfTheHeaders() throws IOException {
    assumeTrue(Files.exists(HEADERS), "no kernel headers");
    Facts facts = Facts.load();
    int compared = 0;
    for (String header : new String[] {"bpf.h", "if_link.h", "pkt_cls.h", "netfilter.h"}) {
      for (String line : Files.readAllLines(HEADERS.resolve(header))) {
        Matcher m = DEFINE.matcher(line);
        if (m.matches() && facts.define(m.group(1)).isPresent()) {
          int shift = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
          long value = Long.parseLong(m.group(2)) << shift;
          assertThat(facts.define(m.group(1))).as(m.group(1)).hasValue(value);
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(20);
  }
}
