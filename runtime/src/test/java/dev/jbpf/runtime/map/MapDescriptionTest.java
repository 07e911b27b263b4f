package dev.jbpf.runtime.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.Size;
import dev.jbpf.map.layout.U16;
import dev.jbpf.map.layout.U32;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What others see of our maps: bpftool prints the names of a record's components. */
@KernelTest
class MapDescriptionTest {
  private record Port(@BigEndian @U16 int number) {}

  private record Flow(@U32 long source, Port port) {}

  private record Traffic(long packets, byte flags, @Size(8) String name, @Size(2) int[] pair) {}

  private static String dump(KernelMap<?, ?> map) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/bpftool")), "bpftool is not installed");
    return NetworkNamespace.run("bpftool", "map", "dump", "id", Long.toString(map.info().id()));
  }

  @Test
  void recordsHaveNames() throws Exception {
    var def = MapDef.hash("flows", Codec.record(Flow.class), Codec.record(Traffic.class), 4);
    try (var map = Bpf.create(def)) {
      map.update(
          new Flow(0xffff_ffffL, new Port(0x1234)),
          new Traffic(-5, (byte) 3, "eth0", new int[] {6, -7}));
      assertThat(dump(map).replaceAll("\\s", ""))
          .isEqualTo(
              """
              [{"key":{"source":4294967295,"port":{"number":13330}},
              "value":{"packets":-5,"flags":3,"name":"eth0","pair":[6,-7]}}]"""
                  .replaceAll("\\s", ""));
    }
  }

  @Test
  void valuesOfAllCpusHaveNames() throws Exception {
    try (var map = Bpf.create(MapDef.perCpuArray("all", Codec.record(Port.class), 1))) {
      assertThat(dump(map)).contains("\"number\"");
    }
  }

  @Test
  void numbersNeedNone() {
    try (var map = Bpf.create(MapDef.hash("plain", Codec.U32, Codec.U64, 4))) {
      assertThat(map.info().id()).isPositive();
      assertThat(map.lookup(1L)).isEmpty();
    }
  }
}
