package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.kernel.CgroupIterOrder;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.IteratorLink;
import dev.jbpf.runtime.attach.iterator.IteratorScope;
import dev.jbpf.runtime.object.hook.HookNames;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Iterators that are told which map, process or control group. */
@KernelTest
class IteratorScopesTest {
  private static final long PID = ProcessHandle.current().pid();

  private static BpfObject load(String program) {
    OpenObject open = BpfObject.open(CompiledObjects.clang("scopes"));
    open.programs().forEach(each -> each.autoload(each.name().equals(program)));
    return open.load();
  }

  private static List<Long> read(BpfObject object, String program, Hook place)
      throws IOException {
    try (IteratorLink link = (IteratorLink) object.attach(program, place);
        InputStream stream = link.open()) {
      ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.nativeOrder());
      List<Long> numbers = new ArrayList<>();
      while (bytes.hasRemaining()) {
        numbers.add(bytes.getLong());
      }
      return numbers;
    }
  }

  @Test
  void elementsOfAMap() throws IOException {
    try (BpfObject object = load("elements")) {
      var counts = object.map("counts", Codec.U32, Codec.U64);
      counts.update(1L, 100L);
      counts.update(2L, 200L);
      assertThat(read(object, "elements", HookNames.parse("iter:bpf_map_elem:counts")))
          .containsExactlyInAnyOrder(100L, 200L);
      Hook other = Hooks.iterator("bpf_map_elem", IteratorScope.elementsOf(counts));
      assertThat(read(object, "elements", other)).hasSize(2);
      assertThatThrownBy(
              () -> object.attach("elements", HookNames.parse("iter:bpf_map_elem:count")))
          .hasMessageContaining("did you mean 'counts'");
    }
  }

  @Test
  void oneProcessOrThread() throws IOException {
    Since.linux(6, 1);
    try (BpfObject object = load("tasks")) {
      List<Long> all = read(object, "tasks", HookNames.parse("iter:task"));
      List<Long> process = read(object, "tasks", HookNames.parse("iter:task:pid=" + PID));
      assertThat(process).hasSizeGreaterThan(1).allMatch(both -> both >> 32 == PID);
      assertThat(all).hasSizeGreaterThan(process.size());
      assertThat(read(object, "tasks", HookNames.parse("iter:task:tid=" + PID)))
          .containsExactly(PID << 32 | PID);
      long descriptor = BpfSyscalls.system().call(Syscall.PIDFD_OPEN, PID, 0, 0, 0, 0, 0);
      assertThat(descriptor).isPositive();
      try {
        Hook byDescriptor = Hooks.iterator("task", IteratorScope.processOf((int) descriptor));
        assertThat(read(object, "tasks", byDescriptor)).allMatch(both -> both >> 32 == PID);
      } finally {
        BpfSyscalls.system().call(Syscall.CLOSE, descriptor, 0, 0, 0, 0, 0);
      }
    }
  }

  @Test
  void controlGroups() throws Exception {
    Since.linux(6, 1);
    ControlGroup.call(
        group -> {
          Path inside = Files.createDirectory(group.resolve("inside"));
          try (BpfObject object = load("groups")) {
            long outer = (Long) Files.getAttribute(group, "unix:ino");
            long inner = (Long) Files.getAttribute(inside, "unix:ino");
            assertThat(read(object, "groups", HookNames.parse("iter:cgroup:" + group)))
                .containsExactly(outer, inner);
            assertThat(
                    read(
                        object,
                        "groups",
                        HookNames.parse("iter:cgroup:" + group + ":descendants_post")))
                .containsExactly(inner, outer);
            Hook self =
                Hooks.iterator(
                    "cgroup", IteratorScope.controlGroup(inside, CgroupIterOrder.SELF_ONLY));
            assertThat(read(object, "groups", self)).containsExactly(inner);
          } finally {
            Files.delete(inside);
          }
        });
  }

  @Test
  void whatCannotBe() {
    assertThatThrownBy(() -> HookNames.parse("iter:task:12"))
        .hasMessageContaining("say pid=NUMBER");
    assertThatThrownBy(() -> HookNames.parse("iter:cgroup:/sys:sideways"))
        .hasMessageContaining("self_only");
  }
}
