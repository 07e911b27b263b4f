package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.attach.multi.MultiHooks;
import dev.jbpf.runtime.attach.multi.NamePattern;
import dev.jbpf.runtime.attach.multi.UprobesHook;
import dev.jbpf.runtime.testing.KernelTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sections that attach to many functions by one link. */
@KernelTest
class ManyFunctionsTest {
  private static final int CALLS = 5;

  private static OpenObject open() {
    return BpfObject.open(CompiledObjects.clang("manyuprobes"));
  }

  private static long read(BpfObject object, String variable) {
    return object.variable(variable, Codec.U64).get();
  }

  @Test
  void startsAndReturns() {
    Since.linux(6, 6);
    try (BpfObject object = open().load();
        ObjectLinks links = object.attachAll()) {
      assertThat(links.attached()).hasSize(2);
      Trigger.closeMagic(CALLS);
      assertThat(List.of("starts", "returns")).allMatch(name -> read(object, name) >= CALLS);
    }
  }

  @Test
  void aSessionSeesBoth() {
    Since.linux(6, 13);
    try (BpfObject object = open().only("both").load();
        ObjectLinks links = object.attachAll()) {
      assertThat(links.attached()).hasSize(1);
      Trigger.closeMagic(CALLS);
      assertThat(read(object, "session_starts")).isGreaterThanOrEqualTo(2 * CALLS);
    }
  }

  @Test
  void patternsChooseFunctions() {
    Path file = CompiledObjects.executable("nested");
    Hook one = MultiHooks.uprobes(file, "middle");
    assertThat(((UprobesHook) one).offsets()).hasSize(1);
    assertThat(((UprobesHook) MultiHooks.uprobes(file, "m?ddl*")).offsets())
        .isEqualTo(((UprobesHook) one).offsets());
    assertThatThrownBy(() -> MultiHooks.uprobes(file, "no_such*"))
        .hasMessageEndingWith("has no function like no_such*");
    assertThat(new NamePattern("a.b*")).accepts("a.bc").rejects("axbc");
  }
}
