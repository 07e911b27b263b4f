package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFullException;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.map.RingBuffer;
import dev.jbpf.vm.map.TypedMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MapsTest {
  private final Vm vm = Vm.create(VmOptions.DEFAULT.withCpus(2));

  private LoadedProgram load(String source) {
    return vm.load(Assembler.assemble(source).program().orElseThrow());
  }

  /** Calls {@code helper} with map {@code m}, a key and a value of 8 bytes, and flags. */
  private long call(int helper, long key, long value, long flags) {
    return load("""
    r1 = m ll
    r2 = %d ll
    *(u64 *)(r10 - 8) = r2
    r2 = %d ll
    *(u64 *)(r10 - 16) = r2
    r2 = r10
    r2 += -8
    r3 = r10
    r3 += -16
    r4 = %d
    call %d
    exit
    """
            .formatted(key, value, flags, helper))
        .run();
  }

  @Test
  void mapsForReadingAreNotChangedFromOutside() {
    TypedMap<Integer, Long> map = vm.map(MapDef.array("m", Codec.U64, 1).withFlags(MapFlag.RDONLY));
    assertThat(call(2, 0, 7, 0)).as("programs may").isZero();
    assertThat(map.toMap()).containsExactly(entry(0, 7L));
    assertThatThrownBy(() -> map.update(0, 1L))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("map m cannot be changed from outside of programs: it is RDONLY");
    assertThatThrownBy(() -> map.delete(0)).hasMessageContaining("changed");
  }

  @Test
  void mapsForWritingAreNotReadFromOutside() {
    TypedMap<Integer, Long> map = vm.map(MapDef.array("m", Codec.U64, 1).withFlags(MapFlag.WRONLY));
    map.update(0, 7L);
    assertThat(load("r1 = map_value 3, 0 ll\nr0 = *(u64 *)(r1 + 0)\nexit").run()).isEqualTo(7);
    assertThatThrownBy(() -> map.lookup(0))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("map m cannot be read from outside of programs: it is WRONLY");
    assertThatThrownBy(map::toMap).hasMessageContaining("read");
  }

  @Test
  void programsDoNotChangeMapsThatTheyMayOnlyRead() {
    vm.map(MapDef.array("m", Codec.U64, 1).withFlags(MapFlag.RDONLY_PROG));
    assertThatThrownBy(() -> call(2, 0, 7, 0))
        .isInstanceOf(VmFault.class)
        .hasMessageContaining("map m is RDONLY_PROG");
  }

  @Test
  void noMapIsBothForReadingAndForWriting() {
    assertThatThrownBy(
            () -> vm.map(MapDef.array("m", Codec.U64, 1).withFlags(MapFlag.RDONLY, MapFlag.WRONLY)))
        .hasMessage("map m: it cannot be both RDONLY and WRONLY");
  }

  @Test
  void aHashHasTheKernelsErrors() {
    TypedMap<Long, Long> map = vm.map(MapDef.hash("m", Codec.U64, Codec.U64, 2));
    assertThat(call(1, 5, 0, 0)).as("lookup of nothing").isZero();
    assertThat(call(2, 5, 50, 2)).as("replace nothing").isEqualTo(-2);
    assertThat(call(2, 5, 50, 0)).isZero();
    assertThat(call(2, 5, 51, 1)).as("insert again").isEqualTo(-17);
    assertThat(call(2, 6, 60, 1)).isZero();
    assertThat(call(2, 7, 70, 0)).as("full").isEqualTo(-7);
    assertThat(call(2, 5, 55, 9)).as("unknown flag").isEqualTo(-22);
    assertThat(call(3, 7, 0, 0)).as("delete nothing").isEqualTo(-2);
    assertThat(map.toMap()).containsExactly(entry(5L, 50L), entry(6L, 60L));
    assertThatThrownBy(() -> map.update(7L, 70L))
        .isInstanceOf(MapFullException.class)
        .hasMessageContaining("no room for another key");
    assertThat(call(3, 5, 0, 0)).isZero();
    assertThat(map.insert(7L, 70L)).isTrue();
  }

  @Test
  void anArrayHasAllItsElements() {
    TypedMap<Integer, Long> map = vm.map(MapDef.array("m", Codec.U64, 2));
    assertThat(map.toMap()).containsExactly(entry(0, 0L), entry(1, 0L));
    assertThat(call(2, 1, 10, 0)).isZero();
    assertThat(call(2, 2, 20, 0)).as("past the end").isEqualTo(-7);
    assertThat(call(2, 1, 20, 1)).as("it is there").isEqualTo(-17);
    assertThat(call(3, 1, 0, 0)).as("no delete").isEqualTo(-22);
    assertThatThrownBy(() -> map.update(9, 1L))
        .as("D13")
        .isInstanceOf(MapFullException.class)
        .hasMessage("map m: index 9 is not 0 to 1");
    assertThatThrownBy(() -> map.delete(1)).isInstanceOf(UnsupportedOperationException.class);
    assertThat(map.lookup(1)).hasValue(10L);
  }

  @Test
  void theLeastRecentlyUsedGoesFirst() {
    TypedMap<Long, Long> map = vm.map(MapDef.lruHash("m", Codec.U64, Codec.U64, 2));
    map.update(1L, 10L);
    map.update(2L, 20L);
    assertThat(call(1, 1, 0, 0)).isNotZero();
    assertThat(call(2, 3, 30, 0)).isZero();
    assertThat(map.lookup(2L)).isEmpty();
    assertThat(map.lookup(1L)).hasValue(10L);
  }

  @Test
  void eachCpuHasItsOwnValue() {
    TypedMap<Integer, List<Long>> map =
        vm.map(
            MapDef.of(
                "m",
                MapType.PERCPU_ARRAY,
                Codec.INDEX,
                new dev.jbpf.map.PerCpuCodec<>(Codec.U64, 1),
                1));
    LoadedProgram count =
        load(
            """
            *(u32 *)(r10 - 4) = 0
            r2 = r10
            r2 += -4
            r1 = m ll
            call 1
            r1 = 1
            lock *(u64 *)(r0 + 0) += r1
            exit
            """);
    count.run(dev.jbpf.vm.context.Context.NONE, 1);
    count.run(dev.jbpf.vm.context.Context.NONE, 1);
    count.run(dev.jbpf.vm.context.Context.NONE, 0);
    assertThat(map.lookup(0)).hasValue(List.of(1L, 2L));
  }

  @Test
  void theLongestPrefixIsFound() {
    TypedMap<byte[], Long> map =
        vm.map(
            MapDef.of("m", MapType.LPM_TRIE, Codec.bytes(8), Codec.U64, 9)
                .withFlags(MapFlag.NO_PREALLOC));
    map.update(new byte[] {8, 0, 0, 0, 10, 0, 0, 0}, 8L);
    map.update(new byte[] {20, 0, 0, 0, 10, 1, (byte) 0xf7, 0}, 20L);
    assertThat(map.lookup(new byte[] {32, 0, 0, 0, 10, 1, (byte) 0xf9, 3})).hasValue(20L);
    assertThat(map.lookup(new byte[] {32, 0, 0, 0, 10, 1, (byte) 0xe9, 3})).hasValue(8L);
    assertThat(map.lookup(new byte[] {16, 0, 0, 0, 10, 1, (byte) 0xf9, 3})).hasValue(8L);
    assertThat(map.lookup(new byte[] {32, 0, 0, 0, 11, 1, 1, 1})).isEmpty();
    assertThatThrownBy(() -> map.update(new byte[] {33, 0, 0, 0, 1, 1, 1, 1}, 1L))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = MapType.class,
      names = {"QUEUE", "STACK"})
  void queuesAndStacksKeepTheirOrder(MapType type) {
    TypedMap<Nothing, Long> map = vm.map(MapDef.of("m", type, Codec.NOTHING, Codec.U64, 2));
    assertThat(call(88, 0, 0, 0)).as("pop of nothing").isEqualTo(-2);
    map.update(Nothing.NOTHING, 1L);
    map.update(Nothing.NOTHING, 2L);
    assertThatThrownBy(() -> map.update(Nothing.NOTHING, 3L)).isInstanceOf(MapFullException.class);
    assertThat(map.lookup(Nothing.NOTHING)).hasValue(type == MapType.QUEUE ? 1L : 2L);
    assertThat(map.delete(Nothing.NOTHING)).isTrue();
    assertThat(map.lookup(Nothing.NOTHING)).hasValue(type == MapType.QUEUE ? 2L : 1L);
  }

  @Test
  void recordsOfARingComeOutInOrderOfTheirReservation() {
    TypedMap<Nothing, Nothing> map = vm.map(MapDef.ringBuffer("m", 4096));
    RingBuffer ring = (RingBuffer) map.raw();
    LoadedProgram program =
        load(
            """
            r1 = m ll
            r2 = 8
            r3 = 0
            call 131
            r6 = r0
            r1 = m ll
            r2 = 16
            r3 = 0
            call 131
            *(u64 *)(r0 + 8) = 7
            r1 = r0
            r2 = 0
            call 132
            *(u64 *)(r6 + 0) = 9
            r1 = r6
            r2 = 0
            call 132
            r0 = 0
            exit
            """);
    program.run();
    assertThat(ring.drain())
        .containsExactly(
            new byte[] {9, 0, 0, 0, 0, 0, 0, 0},
            new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0});
    assertThat(ring.query(0)).isZero();
  }

  /** Nine records of 448 bytes fit; what is newer takes the place of what is older. */
  @Test
  void newRecordsOfARingTakeThePlaceOfTheOldest() {
    MapDef<Nothing, Nothing> def = MapDef.ringBuffer("m", 4096).withFlags(MapFlag.RB_OVERWRITE);
    RingBuffer ring = (RingBuffer) vm.map(def).raw();
    for (int i = 0; i < 20; i++) {
      byte[] record = new byte[440];
      record[0] = (byte) i;
      assertThat(ring.output(record, 0)).isZero();
    }
    assertThat(ring.query(0)).as("bytes to read").isEqualTo(9 * 448);
    assertThat(ring.query(4)).as("bytes given up").isEqualTo(11 * 448);
    assertThat(ring.drain()).extracting(record -> record[0]).startsWith((byte) 11).hasSize(9);
    assertThat(ring.query(0)).isZero();
    RingBuffer.Record open = ring.reserve(440, 0).orElseThrow();
    for (int i = 0; i < 8; i++) {
      assertThat(ring.output(new byte[440], 0)).isZero();
    }
    assertThat(ring.output(new byte[440], 0)).as("beside one that is open").isNegative();
    open.end(true);
    assertThat(ring.output(new byte[440], 0)).isZero();
    assertThat(ring.drain()).hasSize(9);
  }

  /** Kernels take such programs: what is popped is written only, what is asked for read only. */
  @Test
  void whatIsGivenIsNotReadAndWhatIsAskedForNotWritten() {
    vm.map(MapDef.queue("m", Codec.U64, 2)).update(Nothing.NOTHING, 9L);
    MapDef<Integer, Long> one = MapDef.array("w", Codec.U64, 1);
    TypedMap<Integer, Long> written = vm.map(one.withFlags(MapFlag.WRONLY_PROG));
    assertThat(load("r1 = m ll\nr2 = map_value 4, 0 ll\ncall 89\nexit").run()).isZero();
    assertThat(written.lookup(0)).contains(9L);
    assertThat(load("r1 = m ll\nr2 = map_value 4, 0 ll\ncall 88\nexit").run()).isZero();
    assertThat(load("r1 = m ll\nr2 = map_value 4, 0 ll\ncall 88\nexit").run()).isEqualTo(-2);
    assertThat(written.lookup(0)).contains(0L);

    vm.map(MapDef.bloomFilter("f", Codec.U64, 2, 1)).update(Nothing.NOTHING, 0L);
    vm.map(MapDef.array("r", Codec.U64, 1).withFlags(MapFlag.RDONLY_PROG));
    assertThat(load("r1 = f ll\nr2 = map_value 6, 0 ll\ncall 89\nexit").run()).isZero();
  }

  @Test
  void aProgramContinuesWithAnother() {
    TypedMap<Integer, Integer> programs =
        vm.map(MapDef.of("m", MapType.PROG_ARRAY, Codec.INDEX, Codec.INDEX, 2));
    LoadedProgram last = load("r0 = 42\nexit");
    programs.update(1, vm.descriptor(last));
    assertThat(load("r2 = m ll\nr3 = 1\ncall 12\nr0 = 1\nexit").run()).isEqualTo(42);
    assertThat(load("r2 = m ll\nr3 = 0\ncall 12\nr0 = 1\nexit").run()).isEqualTo(1);
  }

  /**
   * The function at depth 1 returns what the other program does, to a caller with its registers.
   */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aFunctionContinuesWithAnotherProgram(Engine engine) {
    Vm world = Vm.create(VmOptions.DEFAULT.withEngine(engine));
    TypedMap<Integer, Integer> programs =
        world.map(MapDef.of("m", MapType.PROG_ARRAY, Codec.INDEX, Codec.INDEX, 1));
    String last = "call next\nexit\nnext: r0 = 40\nexit";
    programs.update(
        0, world.descriptor(world.load(Assembler.assemble(last).program().orElseThrow())));
    String first =
        """
        r6 = 2
        call function
        r0 += r6
        exit
        function: r6 = 7
        r2 = m ll
        r3 = 0
        call 12
        r0 = 1
        exit
        """;
    RunResult result =
        world.load(Assembler.assemble(first).program().orElseThrow()).test(Context.NONE);
    assertThat(result.r0()).isEqualTo(42);
    assertThat(result.charged()).isEqualTo(5 + 2 + 2);
  }

  @Test
  void whatIsNoProgramIsNotContinuedWith() {
    TypedMap<Integer, Integer> programs =
        vm.map(MapDef.of("m", MapType.PROG_ARRAY, Codec.INDEX, Codec.INDEX, 1));
    programs.update(0, 77);
    assertThatThrownBy(() -> load("r2 = m ll\nr3 = 0\ncall 12\nr0 = 1\nexit").run())
        .isInstanceOf(VmFault.class)
        .hasMessageContaining("holds 77, which Vm.descriptor gave for no program");
  }

  @Test
  void aProgramThatContinuesWithItselfStopsAfter33Times() {
    TypedMap<Integer, Integer> programs =
        vm.map(MapDef.of("m", MapType.PROG_ARRAY, Codec.INDEX, Codec.INDEX, 1));
    vm.map(MapDef.array("n", Codec.U64, 1));
    LoadedProgram self =
        load(
            """
            r6 = r1
            r1 = n + 0 ll
            r2 = 1
            lock *(u64 *)(r1 + 0) += r2
            r1 = r6
            r2 = m ll
            r3 = 0
            call 12
            r1 = n + 0 ll
            exit
            """
                .replace("n + 0", "map_value 4, 0"));
    programs.update(0, vm.descriptor(self));
    self.run();
    assertThat(load("r1 = map_value 4, 0 ll\nr0 = *(u64 *)(r1 + 0)\nexit").run()).isEqualTo(34);
  }

  @Test
  void valuesEndWhereTheyEnd() {
    vm.map(MapDef.array("m", Codec.U64, 1));
    assertThatThrownBy(() -> load("r1 = map_value 3, 0 ll\nr0 = *(u64 *)(r1 + 4)\nexit").run())
        .isInstanceOfSatisfying(
            VmFault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.MEMORY))
        .hasMessageContaining("values of map m");
  }

  /** Between values of 5 bytes there are 3 that belong to none. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void theByteBehindAValueIsNobodys(Engine engine) {
    Vm world = Vm.create(VmOptions.DEFAULT.withEngine(engine));
    world.map(MapDef.array("m", Codec.bytes(5), 2));
    String load =
        """
        r1 = m ll
        r2 = r10
        r2 += -8
        *(u64 *)(r10 - 8) = 0
        call 1
        r0 += %d
        r0 = *(u8 *)(r0 + 0)
        exit
        """;
    for (int offset : new int[] {0, 4, 8, 12}) {
      assertThat(world.load(assemble(load.formatted(offset))).run()).isZero();
    }
    for (int offset : new int[] {-1, 5, 7, 13, 16}) {
      assertThatThrownBy(() -> world.load(assemble(load.formatted(offset))).run())
          .as("offset %d", offset)
          .isInstanceOf(VmFault.class);
    }
  }

  private static Program assemble(String source) {
    return Assembler.assemble(source).program().orElseThrow();
  }

  @Test
  void programsCannotStoreToReadOnlyMaps() {
    vm.map(MapDef.array("m", Codec.U64, 1).withFlags(MapFlag.RDONLY_PROG));
    assertThatThrownBy(() -> load("r1 = map_value 3, 0 ll\n*(u8 *)(r1 + 0) = 1\nexit").run())
        .isInstanceOfSatisfying(
            VmFault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.READ_ONLY));
  }

  @Test
  void anUnknownMapIsAnErrorAtLoad() {
    assertThatThrownBy(() -> load("r1 = nowhere ll\nexit"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nowhere");
  }
}
