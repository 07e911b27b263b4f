package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.map.Codec;
import dev.jbpf.map.Size;
import dev.jbpf.map.U16;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import org.junit.jupiter.api.Test;

/** Objects of clang's, loaded, attached, and seen at work. */
@KernelTest
@SuppressWarnings("try") // links are there to be closed
class BpfObjectTest {
  /** As in maps.c. */
  record Key(int pid, @U16 int port, short pad) {}

  record Value(long hits, @Size(16) String comm) {}

  /** As in globals.c. */
  record Pair(int first, long second) {}

  @Test
  void loadsTheSamplesObjectWithLegacyMaps() throws Exception {
    NetworkNamespace.call(
        () -> {
          try (BpfObject object = BpfObject.load(CompiledObjects.clang("legacy"));
              Link link = object.program("bpf_prog1").attach(Hooks.packetSocket("lo"))) {
            Trigger.sendDatagrams(3);
            assertThat(object.map("my_map", Codec.INDEX, Codec.U64).lookup(17)).contains(3 * 50L);
            assertThat(object.map("kinds", Codec.U32, Codec.U64).lookup(4L)).contains(3L);
          }
          return null;
        });
  }

  @Test
  void makesTypedMaps() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("maps"));
        ObjectLinks links = object.attachAll()) {
      Trigger.closeMagic(3);
      assertThat(object.typesRefusal()).isEmpty();
      assertThat(links.attached()).singleElement().matches(a -> a.name().equals("on_close"));
      assertThat(object.map("counts", Codec.INDEX, Codec.U64).lookup(1)).contains(3L);
      assertThat(object.map("percpu", Codec.INDEX, Codec.perCpu(Codec.U64)).lookup(0).orElseThrow())
          .satisfies(values -> assertThat(values.stream().mapToLong(v -> v).sum()).isEqualTo(3));
      assertThat(object.map("a_map_with_a_long_name", Codec.S32, Codec.S64).lookup(7)).contains(7L);
      assertThat(
              object
                  .map("records", Codec.record(Key.class), Codec.record(Value.class))
                  .lookup(new Key(1, 2, (short) 0)))
          .contains(new Value(3, "java"));
    }
  }

  @Test
  void sharesVariables() {
    OpenObject open = BpfObject.open(CompiledObjects.clang("globals"));
    assertThat(open.variable("step", Codec.U32).get()).isEqualTo(1);
    open.variable("step", Codec.U32).set(5L);
    open.variable("start", Codec.U64).set(200L);
    try (BpfObject object = open.load();
        Link link = object.attachAll()) {
      Variable<Long> total = object.variable("total", Codec.U64);
      Variable<Pair> last = object.variable("last", Codec.record(Pair.class));
      assertThat(last.get()).isEqualTo(new Pair(1, 2));
      Trigger.closeMagic(4);
      assertThat(total.get()).isEqualTo(20);
      assertThat(object.variable("calls", Codec.U64).get()).isEqualTo(4);
      assertThat(object.variable("start", Codec.U64).get()).isEqualTo(204);
      assertThat(last.get()).isEqualTo(new Pair(5, 20));
      total.set(1000L);
      Trigger.closeMagic(1);
      assertThat(total.get()).isEqualTo(1005);
      assertThat(last.get()).as("beyond the limit").isEqualTo(new Pair(5, 20));
    }
  }
}
