package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.map.PerfEventArray;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Linux 6.18 gives, as it was seen: for machines on which no kernel can be asked. The sweep of
 * {@code testkit} asks it about many thousand calls.
 */
class AsInKernelTest {
  private static final List<Engine> ENGINES = List.of(Engine.INTERPRETER, Engine.JIT);

  private static final String KEY_AND_VALUE =
      """
      *(u64 *)(r10 - 8) = 1
      *(u64 *)(r10 - 16) = %d
      r1 = m ll
      r2 = r10
      r2 += -8
      """;

  private static final String UPDATE =
      KEY_AND_VALUE + "r3 = r10\nr3 += -16\nr4 = 0\ncall bpf_map_update_elem\n";

  private static final String LOOKUP = KEY_AND_VALUE + "call bpf_map_lookup_elem\n";

  private static byte[] packet() {
    byte[] packet = new byte[64];
    for (int i = 0; i < packet.length; i++) {
      packet[i] = (byte) i;
    }
    return packet;
  }

  private static void returns(
      long expected, String source, ProgramType type, byte[] packet, MapDef<?, ?>... maps) {
    Program program = Assembler.assemble(source).program().orElseThrow();
    for (Engine engine : ENGINES) {
      Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine).withCpus(4));
      for (MapDef<?, ?> map : maps) {
        vm.map(map);
      }
      assertThat(vm.load(program).run(Contexts.of(type, packet.clone()).orElseThrow()))
          .as(engine + " " + source)
          .isEqualTo(expected);
    }
  }

  private static void returns(long expected, String source, MapDef<?, ?>... maps) {
    returns(expected, source, ProgramType.SCHED_CLS, packet(), maps);
  }

  @ParameterizedTest(name = "V1 and V2: {0} with flags {1}")
  @CsvSource({
    "SCHED_CLS, 0, 7",
    "SCHED_CLS, 1, 7",
    "SCHED_CLS, 2, 2",
    "SCHED_CLS, 8, 2",
    "LWT_XMIT, 1, 7",
    "XDP, 0, 4",
    "XDP, 1, 0",
    "XDP, 2, 0",
    "XDP, 8, 0"
  })
  void redirectionGivesTheTypesAction(ProgramType type, int flags, int action) {
    String source = "r1 = 1\nr2 = %d\ncall bpf_redirect\nexit".formatted(flags);
    returns(action, source, type, packet());
  }

  @ParameterizedTest(name = "V3: {0}, from {1}")
  @CsvSource({
    "SCHED_CLS, 0, 0x03020100",
    "SCHED_CLS, 1, 0x11100f0e",
    "SCHED_CLS, 2, 0",
    "CGROUP_SKB, 1, 0x03020100",
    "CGROUP_SKB, 0, 0"
  })
  void relativeLoadsStartFromTheirHeader(ProgramType type, int start, String expected) {
    String source =
        """
        r2 = 0
        r3 = r10
        r3 += -8
        *(u64 *)(r10 - 8) = -1
        r4 = 4
        r5 = %d
        call bpf_skb_load_bytes_relative
        r0 = *(u32 *)(r10 - 8)
        exit
        """;
    returns(Long.decode(expected), source.formatted(start), type, packet());
  }

  @DisplayName("V4: members of __sk_buff are the test run's, unless they are given")
  @Test
  void membersFollowFromThePacket() {
    byte[] ipv4 = new byte[64];
    ipv4[12] = 8;
    String isIpv4 =
        """
        r0 = 0
        r1 = *(u32 *)(r1 + 16)
        if r1 != 8 goto out
        r0 = 1
        out: exit
        """;
    returns(1, isIpv4, ProgramType.SCHED_CLS, ipv4);
    returns(1, isIpv4, ProgramType.SOCKET_FILTER, ipv4);
    returns(1, "r0 = *(u32 *)(r1 + 40)\nexit", ProgramType.SCHED_CLS, ipv4);
    returns(3, "r0 = *(u32 *)(r1 + 4)\nexit", ProgramType.SCHED_CLS, packet());
    byte[] toNobody = new byte[64];
    toNobody[6] = 2; // Whoever sent it is not whom it is for.
    toNobody[12] = 6;
    returns(0, "r0 = *(u32 *)(r1 + 4)\nexit", ProgramType.SCHED_CLS, toNobody);
    returns(0x0006, "r0 = *(u32 *)(r1 + 16)\nexit", ProgramType.SCHED_CLS, toNobody);
    toNobody[12] = (byte) 0x86;
    toNobody[13] = (byte) 0xdd;
    returns(0xdd86, "r0 = *(u32 *)(r1 + 16)\nexit", ProgramType.SCHED_CLS, toNobody);
    toNobody[12] = 5;
    toNobody[13] = -1;
    returns(0x0400, "r0 = *(u32 *)(r1 + 16)\nexit", ProgramType.SCHED_CLS, toNobody);
    Program program = Assembler.assemble("r0 = *(u32 *)(r1 + 16)\nexit").program().orElseThrow();
    long given =
        Vm.load(program, VmOptions.DEFAULT)
            .run(dev.jbpf.vm.context.SocketBuffer.of(ipv4).with(SkBuff.PROTOCOL, 0));
    assertThat(given).isZero();
  }

  @ParameterizedTest(name = "V5: CPU {0}")
  @CsvSource({"0, 1", "3, 1", "4, 0", "1000, 0", "-1, 0", "0x80000000, 0"})
  void aCpuThatIsNotThereHasNoValue(String cpu, int isThere) {
    String source =
        KEY_AND_VALUE.formatted(0)
            + "r3 = %s ll\ncall bpf_map_lookup_percpu_elem\nif r0 == 0 goto out\nr0 = 1\nout: exit";
    returns(isThere, source.formatted(cpu), MapDef.perCpuArray("m", Codec.U64, 4));
  }

  @DisplayName("V5: no run is on a CPU that is not there")
  @Test
  void aRunIsOnACpuThatIsThere() {
    LoadedProgram program =
        Vm.load(Assembler.assemble("r0 = 0\nexit").program().orElseThrow(), VmOptions.DEFAULT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program.open(1))
        .withMessage("CPU 1 of a machine that has 1, counted from 0");
  }

  @ParameterizedTest(name = "V6: a record of {0} bytes in 4,096")
  @CsvSource({"4080, 1", "4081, 0", "4088, 0", "4089, 0"})
  void oneByteOfARingStaysFree(int size, int fits) {
    String source =
        """
        r1 = m ll
        r2 = %d
        r3 = 0
        call bpf_ringbuf_reserve
        if r0 == 0 goto out
        r1 = r0
        r2 = 0
        call bpf_ringbuf_discard
        r0 = 1
        out: exit
        """;
    returns(fits, source.formatted(size), MapDef.ringBuffer("m", 4_096));
  }

  @DisplayName("V6: 255 records of 8 bytes fill a ring of 4,096")
  @Test
  void aRingIsFull() {
    String source =
        """
        r6 = 0
        *(u64 *)(r10 - 8) = 0
        more:
        r1 = m ll
        r2 = r10
        r2 += -8
        r3 = 8
        r4 = 0
        call bpf_ringbuf_output
        r6 += 1
        if r0 == 0 goto more
        r0 = r6
        exit
        """;
    returns(256, source, MapDef.ringBuffer("m", 4_096));
  }

  @ParameterizedTest(name = "V7: offset {0}")
  @CsvSource({"-1, -14", "65536, -14", "70000, -14", "64, -22", "60, 0"})
  void xdpTellsOffsetsApart(int offset, int expected) {
    String source = "r2 = %d\nr3 = r10\nr3 += -8\nr4 = 4\n".formatted(offset) + "call %s\nexit";
    returns(expected, source.formatted("bpf_xdp_load_bytes"), ProgramType.XDP, packet());
    String stores = "*(u64 *)(r10 - 8) = 0\n" + source.formatted("bpf_xdp_store_bytes");
    returns(expected, stores, ProgramType.XDP, packet());
  }

  @DisplayName(
      "V8: a pointer to a value sees the old one after an update, but where CPUs have theirs")
  @Test
  void anUpdateReplacesTheValue() {
    String source =
        UPDATE.formatted(7)
            + LOOKUP.formatted(0)
            + "r6 = r0\n"
            + UPDATE.formatted(9)
            + "r0 = *(u64 *)(r6 + 0)\nexit";
    List<MapDef<?, ?>> replaced =
        List.of(
            MapDef.hash("m", Codec.U64, Codec.U64, 4),
            MapDef.hash("m", Codec.U64, Codec.U64, 1).withFlags(MapFlag.NO_PREALLOC),
            MapDef.lruHash("m", Codec.U64, Codec.U64, 1),
            MapDef.of("m", MapType.LPM_TRIE, Codec.U64, Codec.U64, 1)
                .withFlags(MapFlag.NO_PREALLOC));
    replaced.forEach(def -> returns(7, source, def));
    returns(9, source, MapDef.array("m", Codec.U64, 2));
    returns(9, source, MapDef.perCpuHash("m", Codec.U64, Codec.U64, 4));
  }

  @ParameterizedTest(name = "V9: {0} by {2}")
  @CsvSource({
    "SCHED_CLS, bpf_skb_change_tail, 65535, -22", "SCHED_CLS, bpf_skb_change_tail, 16064, 0",
    "SCHED_CLS, bpf_skb_change_tail, 16065, -22", "SCHED_CLS, bpf_skb_change_tail, 13, -22",
    "LWT_XMIT, bpf_skb_change_tail, 0, 0", "SCHED_CLS, bpf_skb_change_head, 16000, 0",
    "SCHED_CLS, bpf_skb_change_head, 16001, -22", "XDP, bpf_xdp_adjust_tail, 3456, 0",
    "XDP, bpf_xdp_adjust_tail, 3457, -22"
  })
  void packetsGrowAsFarAsTheKernels(ProgramType type, String helper, int by, int expected) {
    String source = "r2 = %d\nr3 = 0\ncall %s\nexit".formatted(by, helper);
    returns(expected, source, type, packet());
  }

  @DisplayName("V10: a packet has a hash once it is asked for")
  @Test
  void aPacketHasAHash() {
    String source =
        """
        r6 = r1
        call bpf_get_hash_recalc
        if r0 == 0 goto out
        r1 = *(u32 *)(r6 + 68)
        r0 -= r1
        out: r0 += 5
        exit
        """;
    returns(5, source);
    returns(0, "r6 = r1\ncall bpf_set_hash_invalid\nr0 = *(u32 *)(r6 + 68)\nexit");
    returns(1, "call bpf_get_hash_recalc\nif r0 == 0 goto out\nr0 = 1\nout: exit");
  }

  @DisplayName("V10: samples need an event")
  @Test
  void samplesNeedAnEvent() {
    String source =
        """
        *(u64 *)(r10 - 8) = 7
        r2 = m ll
        r3 = 0xffffffff ll
        r4 = r10
        r4 += -8
        r5 = 8
        call bpf_perf_event_output
        exit
        """;
    MapDef<?, ?> def = MapDef.of("m", MapType.PERF_EVENT_ARRAY, Codec.INDEX, Codec.U32, 2);
    returns(-2, source, def);
    Vm vm = Vm.create(VmOptions.DEFAULT);
    PerfEventArray events = (PerfEventArray) vm.map(def).raw();
    events.open();
    Program program = Assembler.assemble(source).program().orElseThrow();
    assertThat(vm.load(program).run()).isZero();
    assertThat(events.drain()).singleElement().satisfies(s -> assertThat(s.data()).hasSize(8));
  }

  @DisplayName("V10: each event is for its CPU; without a packet none can be sent")
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, -95",
    "2, -2",
    "3, -7",
    "0xffffffff, 0",
    "0x100000000, -22",
    "0x8ffffffff, -22"
  })
  void eventsAreOfTheirCpu(String flags, long result) {
    String source =
        """
        *(u64 *)(r10 - 8) = 7
        r2 = m ll
        r3 = %s ll
        r4 = r10
        r4 += -8
        r5 = 8
        call bpf_perf_event_output
        exit
        """;
    Vm vm = Vm.create(VmOptions.DEFAULT.withCpus(2));
    ((PerfEventArray) vm.map(MapDef.perfEventArray("m", 3)).raw()).open();
    Program program = Assembler.assemble(source.formatted(flags)).program().orElseThrow();
    assertThat(vm.load(program).run()).isEqualTo(result);
  }

  @DisplayName("V11: what the kernel does not make is not made")
  @Test
  void mapsAreRefused() {
    MapDef<?, ?> filter = MapDef.of("m", MapType.BLOOM_FILTER, Codec.NOTHING, Codec.U64, 9);
    List<MapDef<?, ?>> refused =
        List.of(
            extra(filter, 16),
            extra(filter, -1),
            extra(MapDef.array("m", Codec.U64, 1), 1),
            MapDef.hash("m", Codec.U64, Codec.U64, Integer.MAX_VALUE),
            MapDef.hash("m", Codec.U64, Codec.bytes(64 << 20), 1),
            MapDef.queue("m", Codec.bytes(64 << 20), 1),
            MapDef.of("m", MapType.LPM_TRIE, Codec.U64, Codec.bytes(64 << 20), 1)
                .withFlags(MapFlag.NO_PREALLOC));
    refused.forEach(
        def ->
            assertThatIllegalArgumentException()
                .as("%s", def)
                .isThrownBy(() -> Vm.create(VmOptions.DEFAULT).map(def)));
    assertThat(Vm.create(VmOptions.DEFAULT).map(extra(filter, 15))).isNotNull();
  }

  private static MapDef<?, ?> extra(MapDef<?, ?> def, long extra) {
    return new MapDef<>(
        def.name(),
        def.type(),
        def.key(),
        def.value(),
        def.maxEntries(),
        def.flags(),
        Optional.empty(),
        extra);
  }

  @DisplayName("V11: a constant address is of an array of one value")
  @Test
  void onlyAnArrayOfOneHasAConstantAddress() {
    Program program =
        Assembler.assemble("r1 = map_value m, 0 ll\nr0 = *(u64 *)(r1 + 0)\nexit")
            .program()
            .orElseThrow();
    Vm vm = Vm.create(VmOptions.DEFAULT);
    vm.map(MapDef.array("m", Codec.U64, 4));
    assertThatThrownBy(() -> vm.load(program).run()).isInstanceOf(VmFault.class);
    returns(
        0, "r1 = map_value m, 0 ll\nr0 = *(u64 *)(r1 + 0)\nexit", MapDef.array("m", Codec.U64, 1));
  }

  @ParameterizedTest(name = "V12: {0}, u{2} at {1}")
  @CsvSource({
    "SCHED_CLS, 0, 32, false", "SCHED_CLS, 76, 32, false", "SCHED_CLS, 8, 32, true",
    "SCHED_CLS, 8, 16, false", "SCHED_CLS, 48, 8, true", "SCHED_CLS, 64, 64, false",
    "SCHED_CLS, 152, 64, true", "SCHED_CLS, 16, 32, false", "SOCKET_FILTER, 8, 32, false",
    "SOCKET_FILTER, 48, 64, true", "CGROUP_SKB, 72, 32, false", "LWT_IN, 152, 64, false",
    "XDP, 0, 32, false", "XDP, 16, 32, false"
  })
  void onlySomeMembersCanBeChanged(ProgramType type, int offset, int bits, boolean isTaken) {
    String source =
        "r2 = 5\n*(u%1$d *)(r1 + %2$d) = r2\nr0 = *(u%1$d *)(r1 + %2$d)\nexit"
            .formatted(bits, offset);
    if (isTaken) {
      returns(5, source, type, packet());
      return;
    }
    Program program = Assembler.assemble(source).program().orElseThrow();
    for (Engine engine : ENGINES) {
      assertThatThrownBy(
              () ->
                  Vm.load(program, VmOptions.DEFAULT.withEngine(engine))
                      .run(Contexts.of(type, packet()).orElseThrow()))
          .isInstanceOfSatisfying(
              VmFault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.READ_ONLY));
    }
  }
}
