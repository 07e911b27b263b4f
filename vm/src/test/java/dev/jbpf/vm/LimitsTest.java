package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.map.PerfEventArray;
import dev.jbpf.vm.map.RingBuffer;
import dev.jbpf.vm.map.TypedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Robustness: what a program takes is bounded, and what it leaves behind is nobody's trouble. */
class LimitsTest {
  private static final long MEGABYTE = 1 << 20;

  private static Program assemble(String source) {
    return Assembler.assemble(source).program().orElseThrow();
  }

  private static Vm small() {
    return Vm.create(VmOptions.DEFAULT.withMemory(8 * MEGABYTE));
  }

  @DisplayName("Robustness: filling a huge hash ends in ENOMEM, and deleting makes room")
  @Test
  void aHashIsFullWhenMemoryIs() {
    Vm vm = small();
    TypedMap<Long, Long> map = vm.map(MapDef.hash("m", Codec.U64, Codec.U64, 1 << 28));
    String fill =
        """
        r6 = 0
        more:
        *(u64 *)(r10 - 8) = r6
        r6 += 1
        r1 = m ll
        r2 = r10
        r2 += -8
        r3 = r10
        r3 += -8
        r4 = 0
        call bpf_map_update_elem
        if r0 == 0 goto more
        exit
        """;
    assertThat(vm.load(assemble(fill)).run()).isEqualTo(-12);
    int many = map.toMap().size();
    assertThat(many).isBetween(10_000, 100_000);
    assertThat(map.delete(0L)).isTrue();
    assertThat(map.update(-1L, 1L, dev.jbpf.map.flag.UpdateMode.ANY)).isTrue();
  }

  @DisplayName("Robustness: queues end in ENOMEM")
  @Test
  void aQueueIsFullWhenMemoryIs() {
    Vm vm = small();
    vm.map(MapDef.queue("m", Codec.bytes(512), 1 << 24));
    String fill =
        zeros(512)
            + """
            more:
            r1 = m ll
            r2 = r10
            r2 += -512
            r3 = 0
            call bpf_map_push_elem
            if r0 == 0 goto more
            exit
            """;
    assertThat(vm.load(assemble(fill)).run()).isEqualTo(-12);
  }

  private static String zeros(int bytes) {
    return java.util.stream.IntStream.rangeClosed(1, bytes / 8)
        .mapToObj(i -> "*(u64 *)(r10 - " + 8 * i + ") = 0\n")
        .collect(Collectors.joining());
  }

  @DisplayName("Robustness: samples end in ENOSPC until they are taken out")
  @Test
  void samplesAreBounded() {
    Vm vm = small();
    PerfEventArray events =
        (PerfEventArray)
            vm.map(MapDef.of("m", MapType.PERF_EVENT_ARRAY, Codec.INDEX, Codec.U32, 1)).raw();
    events.open();
    String fill =
        zeros(512)
            + """
            r6 = 0
            more:
            r1 = 0
            r2 = m ll
            r3 = 0
            r4 = r10
            r4 += -512
            r5 = 512
            call bpf_perf_event_output
            if r0 == 0 goto more
            exit
            """;
    LoadedProgram program = vm.load(assemble(fill));
    for (int i = 0; i < 3; i++) {
      assertThat(program.run()).isEqualTo(-28);
      assertThat(events.drain()).hasSizeBetween(10_000, 20_000);
    }
  }

  @DisplayName("Robustness: what is printed in a loop is kept up to a million characters")
  @Test
  void theTraceIsBounded() {
    Vm vm = small();
    String print =
        """
        *(u64 *)(r10 - 8) = 0x6425
        r6 = 200000
        more:
        r1 = r10
        r1 += -8
        r2 = 8
        r3 = r6
        call bpf_trace_printk
        r6 += -1
        if r6 != 0 goto more
        r0 = 0
        exit
        """;
    assertThat(vm.load(assemble(print)).run()).isZero();
    assertThat(vm.environment().drainTrace()).hasSizeLessThan(100_000).endsWith("2", "1");
    assertThat(vm.environment().drainTrace()).isEmpty();
  }

  @DisplayName("Robustness: a format without an end is a fault")
  @Test
  void formatsAreBounded() {
    Vm vm = Vm.create(VmOptions.DEFAULT);
    byte[] format = new byte[64 << 20];
    java.util.Arrays.fill(format, (byte) 'x');
    Program program =
        assemble("r3 = r1\nr1 = r10\nr1 += -8\nr2 = 8\nr4 = 0\nr5 = 0\ncall bpf_snprintf\nexit");
    assertThatThrownBy(() -> vm.load(program).run(format))
        .isInstanceOf(VmFault.class)
        .hasMessageContaining("a format of more than");
  }

  @DisplayName("Robustness: definitions larger than the memory are refused")
  @Test
  void mapsAreBounded() {
    for (MapDef<?, ?> def :
        new MapDef<?, ?>[] {
          MapDef.array("m", Codec.U64, Integer.MAX_VALUE),
          MapDef.array("m", Codec.bytes(1 << 30), 1),
          MapDef.perCpuArray("m", Codec.U64, 1 << 24),
          MapDef.of("m", MapType.BLOOM_FILTER, Codec.NOTHING, Codec.U64, Integer.MAX_VALUE)
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> small().map(def))
          .withMessageContaining("there is no memory for");
    }
  }

  @DisplayName("Robustness: a ring buffer that is drained takes records of all sizes for ever")
  @Test
  void aRingBufferLeaksNothing() {
    Vm vm = small();
    RingBuffer ring = (RingBuffer) vm.map(MapDef.ringBuffer("m", 1 << 20)).raw();
    LoadedProgram program =
        vm.load(
            assemble(
                """
                r2 = *(u64 *)(r1 + 0)
                r1 = m ll
                r3 = 0
                call bpf_ringbuf_reserve
                if r0 == 0 goto none
                r1 = r0
                r2 = 0
                call bpf_ringbuf_submit
                r0 = 0
                exit
                none: r0 = 1
                exit
                """));
    byte[] memory = new byte[8];
    for (int size = 1; size < 200_000; size++) {
      java.nio.ByteBuffer.wrap(memory).order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(0, size);
      assertThat(program.run(memory)).isZero();
      assertThat(ring.drain().get(0)).hasSize(size);
    }
  }

  @DisplayName("Robustness: a lock that is held at the exit faults the run that took it")
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aLockIsGivenBack(Engine engine) {
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine));
    vm.map(MapDef.array("m", Codec.U64, 1));
    String lock = "r1 = map_value m, 0 ll\ncall bpf_spin_lock\n";
    LoadedProgram leaks = vm.load(assemble(lock + "r0 = 0\nexit"));
    LoadedProgram faults = vm.load(assemble(lock + "r0 = *(u64 *)(r0 + 0)\nexit"));
    LoadedProgram right =
        vm.load(assemble(lock + "r1 = map_value m, 0 ll\ncall bpf_spin_unlock\nr0 = 7\nexit"));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(leaks::run)
          .isInstanceOfSatisfying(
              VmFault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.NOT_GIVEN_BACK))
          .hasMessageContaining("slot 2")
          .hasMessageContaining("is not given back at the end of the run");
      assertThatThrownBy(faults::run)
          .isInstanceOfSatisfying(
              VmFault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.MEMORY));
      assertThat(right.run()).isEqualTo(7);
    }
    assertThat(leaks.trace(dev.jbpf.vm.context.Context.NONE).fault()).isPresent();
    assertThat(right.run()).isEqualTo(7);
  }

  @DisplayName("Robustness: a record is submitted, once, and not written to after that")
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aRecordIsSubmitted(Engine engine) {
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine));
    RingBuffer ring = (RingBuffer) vm.map(MapDef.ringBuffer("m", 4_096)).raw();
    String reserve =
        "r1 = m ll\nr2 = 8\nr3 = 0\ncall bpf_ringbuf_reserve\nr6 = r0\n*(u64 *)(r6 + 0) = 1\n";
    String submit = "r1 = r6\nr2 = 0\ncall bpf_ringbuf_submit\n";
    faults(vm, FaultKind.NOT_GIVEN_BACK, reserve + "r0 = 0\nexit");
    faults(vm, FaultKind.MEMORY, reserve + submit + "*(u64 *)(r6 + 0) = 2\nr0 = 0\nexit");
    faults(vm, FaultKind.HELPER_ARGUMENT, reserve + submit + submit + "r0 = 0\nexit");
    faults(vm, FaultKind.MEMORY, reserve + "*(u64 *)(r6 + 8) = 2\n" + submit + "r0 = 0\nexit");
    assertThat(ring.drain()).hasSize(2);
    assertThat(vm.load(assemble(reserve + submit + "r0 = 3\nexit")).run()).isEqualTo(3);
    assertThat(ring.drain()).hasSize(1);
  }

  private static void faults(Vm vm, FaultKind kind, String source) {
    assertThatThrownBy(() -> vm.load(assemble(source)).run())
        .isInstanceOfSatisfying(VmFault.class, fault -> assertThat(fault.kind()).isEqualTo(kind));
  }

  @DisplayName("Robustness: many maps are made in one world, and dropped")
  @Test
  void mapsAreDropped() {
    Vm vm = small();
    for (int i = 0; i < 100_000; i++) {
      TypedMap<Integer, Long> map = vm.map(MapDef.array("m", Codec.U64, 1_024));
      map.update(0, 5L, dev.jbpf.map.flag.UpdateMode.ANY);
      vm.drop(map);
    }
    TypedMap<Integer, Long> last = vm.map(MapDef.array("m", Codec.U64, 2));
    LoadedProgram program =
        vm.load(
            assemble(
                "*(u64 *)(r10 - 8) = 0\nr1 = m ll\nr2 = r10\nr2 += -8\ncall 1\nr0 = *(u64 *)(r0 + 0)\nexit"));
    assertThat(program.run()).isZero();
    vm.drop(last);
    assertThatThrownBy(program::run).isInstanceOf(VmFault.class);
    assertThatIllegalArgumentException().isThrownBy(() -> vm.drop(last));
  }

  @DisplayName("Robustness: making maps takes time as they are many, not as their square")
  @Test
  void makingMapsIsLinear() {
    Vm vm = Vm.create(VmOptions.DEFAULT);
    MapDef<?, ?> def = MapDef.array("m", Codec.U64, 1);
    long first = nanos(vm, def);
    long tenth = 0;
    for (int i = 0; i < 9; i++) {
      tenth = nanos(vm, def);
    }
    assertThat(tenth).isLessThan(first * 8 + 500_000_000L);
  }

  private static long nanos(Vm vm, MapDef<?, ?> def) {
    long start = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      vm.map(def);
    }
    return System.nanoTime() - start;
  }
}
