package dev.jbpf.gen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbpf.btf.Btf;
import dev.jbpf.gen.StructGenerator.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StructGeneratorTest {
  private static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");

  private static Btf kernel() throws IOException {
    assumeTrue(Files.exists(BTF), "no BTF of the kernel");
    return Btf.parse(Files.readAllBytes(BTF));
  }

  @Test
  void aPathThroughPointersNeedsTwoSmallClasses() throws IOException {
    Map<String, String> sources =
        StructGenerator.generate(
            kernel(), List.of("sk_buff.dev", "net_device.name"), "probes", Reach.NAMED);
    assertThat(sources).containsOnlyKeys("SkBuff", "NetDevice");
    assertThat(sources.values()).allMatch(source -> source.lines().count() < 30);
    assertThat(sources.get("NetDevice")).contains("{@code char[16] name}");
  }

  @Test
  void allThatATaskNeedsCompiles() throws IOException {
    Map<String, String> embedded =
        StructGenerator.generate(kernel(), List.of("task_struct"), "probes", Reach.EMBEDDED);
    Map<String, String> named = new TreeMap<>();
    embedded.forEach((name, source) -> named.put("probes." + name, source));
    assertThat(embedded).containsKeys("TaskStruct", "SchedEntity", "ListHead");
    JavaCompilation.of(named);
    assertThat(StructGenerator.generate(kernel(), List.of("task_struct"), "p", Reach.REFERENCED))
        .hasSizeGreaterThan(embedded.size());
  }

  @Test
  void aMisspelledNameIsToldWithTheNearest() throws IOException {
    Btf kernel = kernel();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StructGenerator.generate(kernel, List.of("task_strct"), "p", Reach.NAMED))
        .withMessage("no structure 'task_strct'; did you mean 'task_struct'?");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> StructGenerator.generate(kernel, List.of("sk_buff.dve"), "p", Reach.NAMED))
        .withMessageContaining("no member of sk_buff 'dve'; did you mean 'dev'?");
  }
}
