package dev.jbpf.dsl;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.Helpers.*;
import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.code.LinkException;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.elf.bpf.BpfObjectBuilder;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.SpinLock;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.BtfTarget;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.KernelPrograms;
import dev.jbpf.runtime.ProgramFlag;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Bpffs;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a definition says reaches the kernel, whichever way it goes there. */
class DefinitionFaultsTest {
  private static final MapDef<Integer, Long> SHARED = MapDef.array("shared", Codec.U64, 1);

  /** Programs that cannot say no. */
  private static final Pattern ALWAYS_ONE =
      Pattern.compile("cgroup/(recvmsg|getpeername|getsockname).*");

  @TempDir Path folder;

  private static ProgramDef nothing(String section) {
    return nothing(section, 0);
  }

  private static ProgramDef nothing(String section, int result) {
    return Definition.named("nothing").in(section).build(b -> b.mov(R0, result).exit());
  }

  @Test
  @DisplayName("D1: a section's flags are those of its programs")
  void flagsAreThoseOfTheSection() {
    assertThat(ProgramSpec.of(nothing("uprobe.s")).flags()).containsExactly(ProgramFlag.SLEEPABLE);
    assertThat(ProgramSpec.of(nothing("xdp.frags")).flags())
        .containsExactly(ProgramFlag.XDP_HAS_FRAGS);
    for (ProgramSection section : ProgramSection.all()) {
      int result = ALWAYS_ONE.matcher(section.name()).matches() ? 1 : 0;
      ProgramSpec spec = ProgramSpec.of(nothing(section.name(), result));
      assertThat(spec.flags().contains(ProgramFlag.SLEEPABLE))
          .isEqualTo(section.is(ProgramSection.Trait.SLEEPABLE));
      assertThat(spec.flags().contains(ProgramFlag.XDP_HAS_FRAGS))
          .isEqualTo(section.is(ProgramSection.Trait.FRAGS));
      assertThat(spec.attachType()).isEqualTo(section.attachType());
    }
  }

  @Test
  @KernelTest
  @DisplayName("D1: a program that may sleep calls helpers that do")
  void sleepableHelpersAreAdmitted() {
    ProgramDef copies =
        Definition.named("copies_from_user_memory") // tools list its first letters
            .in("uprobe.s")
            .build(
                b -> b.mov(R3, 0).call(copyFromUser(stack(-8), imm(8), reg(R3))).mov(R0, 0).exit());
    try (KernelProgram loaded = Bpf.load(copies)) {
      assertThat(loaded.info().name()).isEqualTo("copies_from_use");
    }
  }

  /** A value with a lock, as {@code bpf_spin_lock} wants it. */
  record Account(SpinLock lock, int owner, long balance) {}

  private static final MapDef<Integer, Account> ACCOUNTS =
      MapDef.array("accounts", Codec.record(Account.class), 1);

  private static ProgramDef pays() {
    return Definition.named("pays")
        .in("tc")
        .build(
            b -> {
              b.stw(R10, -4, 0).call(mapLookupElem(map(ACCOUNTS), stack(-4)));
              b.ifThen(R0.eq(0), t -> t.mov(R0, 0).exit()).end();
              b.mov(R6, R0).call(spinLock(at(R6, Codec.field(Account.class, "lock"))));
              b.load(R1, R6, Codec.field(Account.class, "balance")).add(R1, 5);
              b.store(R6, Codec.field(Account.class, "balance"), R1);
              b.call(spinUnlock(at(R6, Codec.field(Account.class, "lock"))));
              b.mov(R0, 0).exit();
            });
  }

  @Test
  @KernelTest
  @DisplayName("D2: a map with a lock loads from an object as from its definition")
  void aMapWithALock() throws IOException {
    byte[] object = new BpfObjectBuilder(ByteOrder.nativeOrder()).add(pays()).build().toBytes();
    try (KernelProgram loaded = Bpf.load(pays());
        BpfObject again = BpfObject.open("pays", object).load()) {
      loaded.map(ACCOUNTS).update(0, new Account(SpinLock.FREE, 7, 37));
      loaded.testRun(TestRun.onPacket(new byte[64]));
      assertThat(loaded.map(ACCOUNTS).lookup(0)).hasValue(new Account(SpinLock.FREE, 7, 42));
      again.program("pays").testRun(TestRun.onPacket(new byte[64]));
      assertThat(again.map(ACCOUNTS).lookup(0)).hasValue(new Account(SpinLock.FREE, 0, 5));
    }
  }

  /** A key with everything in it that has a name. */
  record Flow(Inet4Address source, int port) {}

  @Test
  @Tag("kernel")
  @DisplayName("D2: libbpf makes maps with types, and bpftool prints their members")
  void bpftoolPrintsMembers() throws IOException {
    MapDef<Flow, Account> flows =
        MapDef.hash("flows", Codec.record(Flow.class), Codec.record(Account.class), 4);
    Path file = folder.resolve("flows.o");
    Files.write(
        file,
        new BpfObjectBuilder(ByteOrder.nativeOrder())
            .add(nothing("tc").withMap(flows).withMap(ACCOUNTS))
            .build()
            .toBytes());
    Tool bpftool = Tool.named("bpftool");
    try (Bpffs pins = Bpffs.mount(Files.createDirectory(folder.resolve("bpf")))) {
      bpftool.succeed("prog", "loadall", file, pins.path("p"), "pinmaps", pins.path("m"));
      Path map = pins.path("m").resolve("flows");
      String entry = "key 10 0 0 1 80 0 0 0 value 0 0 0 0 7 0 0 0 9 0 0 0 0 0 0 0";
      bpftool.succeed((Object[]) ("map update pinned " + map + " " + entry).split(" "));
      assertThat(bpftool.succeed("map", "dump", "pinned", map))
          .contains("\"source\":", "\"port\": 80", "\"owner\": 7", "\"balance\": 9");
    }
  }

  @Test
  @DisplayName("D3: the target of the section is what the program is verified against")
  void targetsAreThoseOfTheSection() {
    assertThat(ProgramSpec.of(nothing("tp_btf/sched_switch")).target())
        .hasValue(BtfTarget.typedef("btf_trace_sched_switch"));
    assertThat(ProgramSpec.of(nothing("fentry.s/do_exit")).target())
        .hasValue(BtfTarget.function("do_exit"));
    assertThat(ProgramSpec.of(nothing("lsm/file_open")).target())
        .hasValue(BtfTarget.function("bpf_lsm_file_open"));
    assertThat(ProgramSpec.of(nothing("iter/task")).target())
        .hasValue(BtfTarget.function("bpf_iter_task"));
    assertThat(ProgramSpec.of(nothing("fentry")).target()).isEmpty();
    assertThat(ProgramSpec.of(nothing("kprobe/do_exit")).target()).isEmpty();
  }

  @ParameterizedTest
  @KernelTest
  @DisplayName("D3: programs of the kernel's types load as their sections say")
  @CsvSource({
    "tp_btf/sched_switch, TRACE_RAW_TP",
    "iter.s/task, TRACE_ITER",
    "iter/bpf_map, TRACE_ITER"
  })
  void programsOfTypedPlacesLoad(String section, AttachType type) {
    ProgramSpec spec = ProgramSpec.of(nothing(section));
    assertThat(spec.attachType()).hasValue(type);
    try (KernelProgram loaded = Bpf.load(spec)) {
      assertThat(loaded.info().type()).isEqualTo(spec.type().value());
    }
  }

  @ParameterizedTest
  @DisplayName("D5: a section that nobody knows is an error at the call")
  @CsvSource({
    "xdpp, xdp",
    "xdp/eth0, xdp",
    "sokcet, socket",
    "socket1, socket",
    "kporbe/do_exit, kprobe/do_exit",
    "tracepiont/sched/sched_switch, tracepoint/sched/sched_switch",
    "cgroup/conect4, cgroup/connect4",
    "tc/ingres, tc/ingress"
  })
  void unknownSectionsAreErrors(String section, String meant) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Definition.named("p").in(section))
        .withMessageContaining("'" + section + "'; did you mean '" + meant + "'?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProgramDef.of("p", section, nothing("xdp").program()))
        .withMessageContaining("did you mean '" + meant + "'?");
  }

  @Test
  @Tag("kernel")
  @DisplayName("D9: bpftool quotes the lines of a program that Java has loaded")
  void bpftoolQuotesWhatIsLoaded() throws IOException {
    ProgramDef def =
        Definition.named("quoted")
            .in("socket")
            .build(
                b -> {
                  b.mov(R6, R1).callSubprogram("zero").exit();
                  b.subprogram("zero", s -> s.mov(R0, 0));
                });
    int line = ((Origin.Java) def.program().origin(new Slot(0))).line();
    try (KernelProgram loaded = Bpf.load(def)) {
      assertThat(
              Tool.named("bpftool")
                  .succeed("prog", "dump", "xlated", "id", loaded.info().id(), "linum"))
          .contains("int quoted(void * ctx):")
          .contains("int zero()")
          .contains(
              "; b.mov(R6, R1).callSubprogram(\"zero\").exit();"
                  + " [file:DefinitionFaultsTest.java line_num:"
                  + line);
    }
  }

  @Test
  @KernelTest
  @DisplayName(
      "D7: what only older kernels refuse is refused unless since says otherwise, and told so")
  void whatOlderKernelsRefuse() {
    Definition reads = Definition.named("reads").in("socket");
    Consumer<ProgramBuilder> body =
        b -> {
          b.stw(R10, -4, 0).call(mapLookupElem(map(SHARED), stack(-4)));
          b.ldxdw(R0, R0, 0).exit();
        };
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> reads.build(body))
        .withMessageContaining("r0 may be null")
        .withMessageContaining("since(6, 14)");
    Consumer<ProgramBuilder> unwritten = b -> b.ldxdw(R0, R10, -8).exit();
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> reads.build(unwritten))
        .withMessageContaining("since(6, 1)");
    String[] version = System.getProperty("os.version").split("[.-]");
    KernelVersion here =
        new KernelVersion(Integer.parseInt(version[0]), Integer.parseInt(version[1]));
    if (here.compareTo(new KernelVersion(6, 14)) >= 0) {
      Bpf.load(reads.since(6, 14).build(body)).close();
      Bpf.load(reads.since(6, 14).build(unwritten)).close();
    }
  }

  @KernelTest
  @ParameterizedTest
  @ValueSource(strings = {"5.2", "5.4", "6.18"})
  @DisplayName("D10: a block of any length is jumped over")
  void blocksOfAnyLength(String kernel) {
    KernelVersion oldest = KernelVersion.parse(kernel);
    ProgramDef def =
        Definition.named("far")
            .in("xdp")
            .since(oldest.major(), oldest.minor())
            .build(
                b -> {
                  b.call(ktimeGetNs()).mov(R6, 1).mov(R7, R0);
                  b.ifThen(
                      R7.eq(0),
                      t -> {
                        for (int i = 0; i < 40_000; i++) {
                          t.add(R6, 1);
                        }
                      });
                  b.mov(R0, R6).exit();
                });
    try (KernelProgram loaded = Bpf.load(def)) {
      assertThat(loaded.testRun(TestRun.onPacket(new byte[64])).returnValue()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("D16: all of Arg is imported beside all of java.util, and nothing is ambiguous")
  void noNameClashes() {
    Set<String> packages =
        Set.of("java.lang", "java.util", "java.util.function", "java.io", "java.nio.file");
    assertThat(Arrays.stream(Arg.class.getClasses()).map(Class::getSimpleName))
        .noneMatch(name -> packages.stream().anyMatch(p -> isThere(p + "." + name)));
    String source =
        "import static dev.jbpf.dsl.Arg.*; import static dev.jbpf.dsl.Helpers.*;"
            + "import java.util.*; import java.util.function.*;"
            + "class Clash { Map<String, Function<Int, MapRef>> all = new HashMap<>(); }";
    JavaFileObject file =
        new SimpleJavaFileObject(Path.of("Clash.java").toUri(), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return source;
          }
        };
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    null,
                    null,
                    null,
                    List.of("-proc:none", "-d", folder.toString()),
                    null,
                    List.of(file))
                .call())
        .isTrue();
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static ProgramDef adds(String name, String section, int what) {
    return Definition.named(name)
        .in(section)
        .build(
            b ->
                b.loadMapValue(R1, SHARED, 0).mov(R2, what).atomicAdd(R1, 0, R2).mov(R0, 0).exit());
  }

  @Test
  @KernelTest
  @DisplayName("Definitions that name a map share it")
  void definitionsShareMaps() {
    try (KernelPrograms both = Bpf.load(adds("one", "socket", 1), adds("ten", "tc", 10))) {
      both.program("one").testRun(TestRun.onPacket(new byte[64]));
      both.program("ten").testRun(TestRun.onPacket(new byte[64]));
      assertThat(both.map(SHARED).lookup(0)).hasValue(11L);
      assertThat(both.programs()).containsOnlyKeys("one", "ten");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> both.program("tenn"))
          .withMessageContaining("did you mean 'ten'?");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bpf.load(adds("one", "tc", 1), adds("one", "tc", 2)))
        .withMessageContaining("two programs 'one'");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Bpf.load(adds("one", "tc", 1), nothing("tc").withMap(SHARED.withMaxEntries(9))))
        .withMessageContaining("two maps 'shared'");
  }

  @Test
  @KernelTest
  @DisplayName("A program is put into an array of programs, and called from there")
  void programsAreCalledFromAnArray() {
    MapDef<Integer, Long> programs = MapDef.progArray("programs", 2);
    ProgramDef jumps =
        Definition.named("jumps")
            .in("socket")
            .build(b -> b.tailCall(reg(R1), map(programs), imm(1)).mov(R0, 1).exit());
    ProgramDef target = Definition.named("target").in("socket").build(b -> b.mov(R0, 42).exit());
    try (KernelProgram first = Bpf.load(jumps);
        KernelProgram second = Bpf.load(target)) {
      assertThat(first.testRun(TestRun.onPacket(new byte[64])).returnValue()).isEqualTo(1);
      first.map(programs).put(1, second);
      assertThat(first.testRun(TestRun.onPacket(new byte[64])).returnValue()).isEqualTo(42);
      assertThat(first.map(programs).lookup(1)).hasValue(second.info().id());
      try (var other = Bpf.create(SHARED)) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> other.put(0, second))
            .withMessageContaining("no array of programs");
      }
    }
  }

  /** Bits that count, and the network. */
  record Prefix(int bits, Inet4Address network) {}

  private static Inet4Address address(int... bytes) throws IOException {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    return (Inet4Address) InetAddress.getByAddress(all);
  }

  @Test
  @KernelTest
  @DisplayName("A table of prefixes finds the longest")
  void prefixes() throws IOException {
    MapDef<Prefix, Long> routes =
        MapDef.lpmTrie("routes", Codec.record(Prefix.class), Codec.U64, 16);
    try (var map = Bpf.create(routes)) {
      map.update(new Prefix(8, address(10, 0, 0, 0)), 1L);
      map.update(new Prefix(24, address(10, 9, 0, 0)), 2L);
      assertThat(map.lookup(new Prefix(32, address(10, 9, 0, 7)))).hasValue(2L);
      assertThat(map.lookup(new Prefix(32, address(10, 1, 0, 7)))).hasValue(1L);
      assertThat(map.lookup(new Prefix(32, address(11, 1, 0, 7)))).isEmpty();
    }
  }

  private static long run(ProgramDef def) {
    try (KernelProgram loaded = Bpf.load(def)) {
      return loaded.testRun(TestRun.onPacket(new byte[64])).returnValue();
    }
  }

  private static ProgramDef returns(Consumer<ProgramBuilder> body) {
    return Definition.named("returns").in("socket").build(body);
  }

  private static long slot(long value) {
    return run(returns(b -> b.load(R6, value).log2(R7, R6).mov(R0, R7).exit()));
  }

  @Test
  @KernelTest
  @DisplayName("log2 counts all 64 bits")
  void slotsArePowersOfTwo() {
    assertThat(slot(0)).isEqualTo(1);
    for (int bit = 0; bit < Long.SIZE; bit++) {
      assertThat(slot(1L << bit)).as("1 << %d", bit).isEqualTo(bit + 1);
      assertThat(slot((2L << bit) - 1)).as("(2 << %d) - 1", bit).isEqualTo(bit + 1);
    }
  }

  @Test
  @KernelTest
  @DisplayName("Atomic operations have the names that people look for")
  void atomics() {
    assertThat(
            run(
                returns(
                    b -> {
                      b.stdw(R10, -8, 40).mov(R1, 2).atomicAdd(R10, -8, R1);
                      b.mov(R1, 1).atomicFetchAdd(R10, -8, R1).mov(R6, R1); // 42; 43 is there
                      b.mov(R0, 43).mov(R1, 50).cmpxchg(R10, -8, R1); // 50 is there
                      b.add(R6, R0).mov(R1, 7).xchg(R10, -8, R1).add(R6, R1); // 42 + 43 + 50
                      b.stw(R10, -8, 3).mov(R1, 5).atomicXor32(R10, -8, R1);
                      b.ldxw(R1, R10, -8).mov(R0, R6).add(R0, R1).exit();
                    })))
        .isEqualTo(42 + 43 + 50 + 6);
  }

  @Test
  @KernelTest
  @DisplayName("D8: printk takes more arguments than registers can carry")
  void printkOfManyArguments() {
    ProgramDef prints =
        returns(
            b -> {
              b.mov(R6, 6).printk(-32, "%d %d %d %llu", imm(1), imm(2), imm(3), reg(R6));
              b.exit();
            });
    assertThat(run(prints)).as("letters printed").isEqualTo("1 2 3 6".length());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Definition.named("old")
                    .in("socket")
                    .since(5, 10)
                    .build(b -> b.printk(-32, "%d%d%d%d", imm(1), imm(2), imm(3), imm(4))))
        .withMessageContaining("need Linux 5.16");
  }
}
