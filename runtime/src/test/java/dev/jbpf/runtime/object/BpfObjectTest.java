package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.data.Variable;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.map.layout.Size;
import dev.jbpf.map.layout.U16;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.LogLevel;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.event.PerfBuffers;
import dev.jbpf.runtime.event.RingBuffers;
import dev.jbpf.runtime.map.InnerMaps;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.testing.Descriptors;
import dev.jbpf.runtime.testing.FailingSyscalls;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.testing.Bpffs;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects of clang's, loaded, attached, and seen at work. */
@KernelTest
@SuppressWarnings("try") // links are there to be closed
class BpfObjectTest {
  private static final Duration SOON = Duration.ofSeconds(2);

  @TempDir Path folder;

  /** As in maps.c. */
  record Key(int pid, @U16 int port, short pad) {}

  record Value(long hits, @Size(16) String comm) {}

  /** As in events.c. */
  record Event(int number, int pad, long twice) {}

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

  private static long read(BpfObject object, String variable) {
    return object.variable(variable, Codec.U64).get();
  }

  private static long read(BpfObject object, String map, int index) {
    return object.map(map, Codec.INDEX, Codec.U64).lookup(index).orElseThrow();
  }

  @Test
  void linksFunctions() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("subprograms"));
        ObjectLinks links = object.attachAll()) {
      Trigger.closeMagic(2);
      assertThat(read(object, "sum")).isEqualTo(2 * 111);
      assertThat(links.attached()).hasSize(2);
    }
  }

  @Test
  void fillsArraysOfProgramsFromTheStart() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("tailcalls"));
        ObjectLinks links = object.attachAll()) {
      Trigger.closeMagic(3);
      assertThat(read(object, "first")).isEqualTo(3);
      assertThat(read(object, "second")).isEqualTo(3);
      assertThat(links.unattached()).containsExactly("one", "two");
    }
  }

  @Test
  void aProgramThatIsNotLoadedLeavesItsPlaceEmpty() {
    OpenObject open = BpfObject.open(CompiledObjects.clang("tailcalls"));
    open.program("two").autoload(false);
    try (BpfObject object = open.load();
        Link links = object.attachAll()) {
      Trigger.closeMagic(1);
      assertThat(read(object, "first")).isEqualTo(1001);
      assertThat(object.programs()).containsOnlyKeys("entry", "one");
    }
  }

  @Test
  void takesIndexesOfTailCallsFromSections() throws Exception {
    NetworkNamespace.call(
        () -> {
          try (BpfObject object = BpfObject.load(CompiledObjects.clang("numbered"));
              ObjectLinks links = object.attachAll();
              Link socket = object.program("parse").attach(Hooks.packetSocket("lo"))) {
            Trigger.sendDatagrams(2);
            // A packet on lo goes out and comes in.
            assertThat(read(object, "counts", 2)).isEqualTo(4);
            assertThat(read(object, "counts", 5)).isEqualTo(4);
            assertThat(links.attached()).isEmpty();
          }
          return null;
        });
  }

  @Test
  void putsMapsIntoMaps() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("nested"));
        Link links = object.attachAll()) {
      Trigger.closeMagic(1);
      assertThat(read(object, "a", 1)).isEqualTo(2);
      assertThat(read(object, "b", 1)).isEqualTo(2);
      MapDef<Integer, Long> inner = MapDef.array("one_more", Codec.U64, 2);
      try (KernelMap<Integer, Long> more = Bpf.create(inner)) {
        KernelMap<Integer, Long> later =
            object.map(MapDef.hashOfMaps("later", Codec.INDEX, inner, 3));
        InnerMaps.of(later, inner).put(77, more);
        Trigger.closeMagic(1);
        assertThat(more.lookup(1)).contains(1L);
      }
    }
  }

  @Test
  void readsEvents() throws InterruptedException {
    Codec<Event> codec = Codec.record(Event.class);
    List<Event> fromRing = new ArrayList<>();
    List<Event> fromPerf = new ArrayList<>();
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("events"));
        RingBuffers ring = RingBuffers.open(Kernel.local());
        PerfBuffers perf =
            PerfBuffers.open(
                Kernel.local(),
                object.map("perf", Codec.INDEX, Codec.S32),
                1,
                record -> fromPerf.add(record.decode(codec)));
        Link links = object.attachAll()) {
      ring.add(object.map("ring"), codec, fromRing::add);
      Trigger.closeMagic(2);
      ring.poll(SOON);
      perf.poll(SOON);
      assertThat(fromRing).containsExactly(new Event(1, 0, 2), new Event(2, 0, 4));
      assertThat(fromPerf).isEqualTo(fromRing);
    }
  }

  @Test
  void loadsObjectsOfGccWithoutTypes() throws Exception {
    NetworkNamespace.call(
        () -> {
          try (BpfObject object = BpfObject.load(CompiledObjects.gcc("gcc", folder));
              Link links = object.attachAll()) {
            Trigger.closeMagic(3);
            assertThat(object.variable("total", Codec.U64).get()).isEqualTo(3 * 7);
            assertThat(object.map("counts", Codec.U32, Codec.U64).lookup(1L)).contains(3L);
          }
          return null;
        });
  }

  @Test
  void loadsWhatItsOwnAssemblerMakes() {
    String source =
        """
        .section license
          .asciz "GPL"
        .map counts, type=array, key=4, value=8, max_entries=1
        .section tracepoint/syscalls/sys_enter_close
        .globl on_close
        on_close:
          r2 = *(u64 *)(r1 + 16)
          w2 = w2
          r0 = 0
          if w2 != 0x7bf00001 goto out
          *(u32 *)(r10 - 4) = 0
          r2 = r10
          r2 += -4
          r1 = counts ll
          call map_lookup_elem
          if r0 == 0 goto out
          r1 = 1
          lock *(u64 *)(r0 + 0) += r1
          r0 = 0
        out:
          exit
        """;
    AssemblerOptions options = AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);
    Assembly assembly =
        Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "close.s", options);
    assertThat(assembly.report()).isEmpty();
    byte[] bytes = assembly.object().orElseThrow().toBytes();
    try (BpfObject object = BpfObject.open("close.s", bytes).load();
        Link links = object.attachAll()) {
      Trigger.closeMagic(5);
      assertThat(read(object, "counts", 0)).isEqualTo(5);
    }
  }

  @Test
  void reusesMapsThatArePinned() {
    Path object = CompiledObjects.clang("pinned");
    try (Bpffs bpffs = Bpffs.mount(folder)) {
      for (long run = 1; run <= 2; run++) {
        OpenObject open = BpfObject.open(object).pinRoot(bpffs.path("maps"));
        try (BpfObject loaded = open.load();
            Link links = loaded.attachAll()) {
          Trigger.closeMagic(1);
          assertThat(read(loaded, "jbpf_total", 0)).isEqualTo(run);
        }
      }
      OpenObject other = BpfObject.open(object).pinRoot(bpffs.path("maps"));
      other.map("jbpf_total").maxEntries(2);
      assertThatExceptionOfType(BpfObjectException.class)
          .isThrownBy(other::load)
          .withMessageContaining("map 'jbpf_total': another is pinned as " + bpffs.path("maps"));
    }
  }

  @Test
  void pinsWhatItLoaded() {
    try (Bpffs bpffs = Bpffs.mount(folder)) {
      Path pins = bpffs.path("pins");
      try (BpfObject object = BpfObject.load(CompiledObjects.clang("globals"));
          ObjectLinks links = object.attachAll()) {
        object.pin(pins, links);
      }
      Trigger.closeMagic(6);
      MapDef<Integer, byte[]> bss =
          MapDef.array("globals.bss", Codec.bytes(16), 1).withFlags(MapFlag.MMAPABLE);
      try (KernelMap<Integer, byte[]> map =
          Kernel.local().openMap(pins.resolve("maps/_bss"), bss)) {
        ByteBuffer values = ByteBuffer.wrap(map.lookup(0).orElseThrow());
        assertThat(List.of(values.order(ByteOrder.nativeOrder()).getLong(0), values.getLong(8)))
            .containsExactlyInAnyOrder(6L, 6L);
      }
    }
    Trigger.closeMagic(1);
  }

  @Test
  void aPlaceThatIsTakenLeavesNoPin() {
    try (Bpffs bpffs = Bpffs.mount(folder);
        BpfObject object = BpfObject.load(CompiledObjects.clang("globals"));
        ObjectLinks links = object.attachAll()) {
      Path pins = bpffs.path("pins");
      object
          .program("on_close")
          .pin(Files.createDirectories(pins.resolve("links")).resolve("on_close"));
      assertThatExceptionOfType(SyscallException.class)
          .isThrownBy(() -> object.pin(pins, links))
          .withMessageContaining("EEXIST");
      assertThat(pins.resolve("programs")).doesNotExist();
      assertThat(pins.resolve("maps")).doesNotExist();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void canBeConfigured() {
    OpenObject open = BpfObject.open(CompiledObjects.clang("maps")).license("Dual BSD/GPL");
    open.map("counts").maxEntries(100);
    open.log(LogLevel.STATS);
    MapDef<Integer, Long> shared =
        MapDef.of("shared", MapType.LRU_HASH, Codec.INDEX, Codec.S64, 16);
    try (KernelMap<Integer, Long> given = Bpf.create(shared)) {
      open.map("a_map_with_a_long_name").reuse(given);
      try (BpfObject object = open.load();
          Link links = object.attachAll()) {
        Trigger.closeMagic(1);
        assertThat(object.map("counts").info().maxEntries()).isEqualTo(100);
        assertThat(object.program("on_close").log()).contains("processed ");
      }
      assertThat(given.lookup(7)).as("still open").contains(7L);
    }
  }

  @Test
  void constantsAreFrozen() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("globals"))) {
      Variable<Long> step = object.variable("step", Codec.U32);
      assertThat(step.get()).isEqualTo(1);
      assertThatIllegalStateException()
          .isThrownBy(() -> step.set(2L))
          .withMessageContaining("'step' is a constant of .rodata: set it before");
      assertThatExceptionOfType(SyscallException.class)
          .isThrownBy(
              () -> object.map(".rodata", Codec.INDEX, Codec.bytes(12)).update(0, new byte[12]))
          .withMessageContaining("EPERM");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> object.variable("step", Codec.U64))
          .withMessage("variable 'step' has 4 bytes, its codec is for 8");
    }
  }

  @Test
  void aClosedObjectHasNoVariables() {
    BpfObject object = BpfObject.load(CompiledObjects.clang("globals"));
    Variable<Long> total = object.variable("total", Codec.U64);
    object.close();
    object.close();
    assertThatIllegalStateException().isThrownBy(total::get);
  }

  @Test
  void leavesNoDescriptorBehind() {
    Path object = CompiledObjects.clang("maps");
    long before = Descriptors.count();
    for (int i = 0; i < 20; i++) {
      try (BpfObject loaded = BpfObject.load(object);
          Link links = loaded.attachAll()) {
        Trigger.closeMagic(1);
      }
    }
    assertThat(Descriptors.count()).isEqualTo(before);
  }

  /** Whichever system call fails: an exception, and nothing stays open or pinned. */
  @Test
  void anyFailureIsUndone() {
    try (Bpffs bpffs = Bpffs.mount(folder)) {
      for (String name : List.of("pinned", "globals", "nested", "tailcalls")) {
        Path pins = bpffs.path(name);
        OpenObject open = BpfObject.open(CompiledObjects.clang(name)).pinRoot(pins);
        FailingSyscalls none = new FailingSyscalls(-1, Errno.EPERM);
        load(open, new Kernel(none));
        assertThat(none.made()).hasSizeGreaterThan(3);
        deleteAll(pins);
        long before = Descriptors.count();
        int failures = 0;
        for (int i = 0; i < none.made().size(); i++) {
          failures += load(open, new Kernel(new FailingSyscalls(i, Errno.EPERM))) ? 0 : 1;
          assertThat(Descriptors.count()).as("call %d of %s", i, name).isEqualTo(before);
          deleteAll(pins);
        }
        // Some calls may fail: those that look where pins can be, and what the kernel knows.
        assertThat(failures).as(name).isGreaterThan(none.made().size() / 4);
      }
    }
  }

  private static boolean load(OpenObject open, Kernel kernel) {
    try (BpfObject object = open.load(kernel);
        Link links = object.attachAll()) {
      return true;
    } catch (SyscallException refused) {
      return false;
    }
  }

  private static void deleteAll(Path pins) {
    try (Stream<Path> files = Files.exists(pins) ? Files.list(pins) : Stream.empty()) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
