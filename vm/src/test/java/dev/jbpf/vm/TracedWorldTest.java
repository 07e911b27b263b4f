package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.kernel.BpfSkLookup;
import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.BpfSockopt;
import dev.jbpf.kernel.SkReuseportMd;
import dev.jbpf.map.MapDef;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.FunctionCall;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.context.StructContext;
import dev.jbpf.vm.context.Structs;
import dev.jbpf.vm.map.Arena;
import dev.jbpf.vm.map.PerfEventArray;
import dev.jbpf.vm.map.TypedMap;
import dev.jbpf.vm.world.KernelObject;
import dev.jbpf.vm.world.SequenceFile;
import dev.jbpf.vm.world.Socket;
import dev.jbpf.vm.world.Tracing;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What helpers give of what a test put around programs; numbers are those of bpf-helpers(7). */
class TracedWorldTest {
  private static final String ENTRY = "r9 = r1\nr8 = r10\nr8 += -64\n";

  private static Vm vm(Engine engine) {
    return Vm.create(VmOptions.DEFAULT.withEngine(engine));
  }

  private static long run(Vm vm, Context context, String source) {
    String whole = ENTRY + source.replace("; ", "\n") + "\nexit";
    return vm.load(Assembler.assemble(whole).program().orElseThrow()).run(context);
  }

  /** A text of up to 8 bytes at r8. */
  private static String text(String text) {
    long number = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      number = number << 8 | text.charAt(i);
    }
    return "r1 = 0x%x ll; *(u64 *)(r8 + 0) = r1; ".formatted(number);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void textsAreReadUpToTheirEnd(Engine engine) {
    Vm vm = vm(engine);
    Tracing tracing = vm.environment().tracing();
    tracing.setMemory(0xffff_8881_0000_0000L, "kernel\0x".getBytes(StandardCharsets.US_ASCII));
    tracing.setMemory(0x7fff_0000_1000L, "user\0".getBytes(StandardCharsets.US_ASCII));
    String read = "r1 = r8; r2 = %d; r3 = 0x%x ll; call %d";
    assertThat(run(vm, Context.NONE, read.formatted(8, 0xffff_8881_0000_0000L, 115))).isEqualTo(7);
    assertThat(run(vm, Context.NONE, read.formatted(4, 0xffff_8881_0000_0000L, 115))).isEqualTo(4);
    assertThat(run(vm, Context.NONE, read.formatted(4, 0xffff_8881_0000_0000L, 114)))
        .isEqualTo(-14);
    assertThat(run(vm, Context.NONE, read.formatted(16, 0x7fff_0000_1000L, 114))).isEqualTo(5);
    assertThat(run(vm, Context.NONE, read.formatted(16, 0x7fff_0000_1000L, 115))).isEqualTo(-34);
    assertThat(run(vm, Context.NONE, read.formatted(16, 0x7fff_0000_1000L, 45))).isEqualTo(5);
    assertThat(run(vm, Context.NONE, read.formatted(4, 0xffff_8881_0000_0000L, 4))).isZero();
    assertThat(run(vm, Context.NONE, read.formatted(4, 0x7fff_0000_1000L, 148))).isZero();
    String task = "r1 = r8; r2 = 4; r3 = 0x7fff00001000 ll; r4 = r9; r5 = %d; call 191";
    assertThat(run(vm, Context.NONE, task.formatted(0))).isZero();
    assertThat(run(vm, Context.NONE, task.formatted(1))).isEqualTo(-22);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void memoryOfProcessesIsWrittenWhereItIs(Engine engine) {
    Vm vm = vm(engine);
    Tracing tracing = vm.environment().tracing();
    tracing.setMemory(0x1000, new byte[8]);
    String write = text("abcd") + "r1 = 0x%x; r2 = r8; r3 = 4; call 36";
    assertThat(run(vm, Context.NONE, write.formatted(0x1002))).isZero();
    assertThat(tracing.memory(0x1000, 8).orElseThrow()).startsWith(0, 0, 'a', 'b', 'c', 'd', 0);
    assertThat(run(vm, Context.NONE, write.formatted(0x1005))).isEqualTo(-1);
    assertThat(run(vm, Context.NONE, write.formatted(0x900))).isEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void symbolsAreFoundByTheirNames(Engine engine) {
    Vm vm = vm(engine);
    vm.environment().tracing().setSymbol("jiffies", 0xffff_ffff_8200_0000L);
    String find = text("jiffies") + "r1 = r8; r2 = %d; r3 = %d; r4 = r10; r4 += -8; call 179; %s";
    String address = "r0 = *(u64 *)(r10 - 8)";
    assertThat(run(vm, Context.NONE, find.formatted(8, 0, ""))).as("found").isZero();
    assertThat(run(vm, Context.NONE, find.formatted(8, 0, address)))
        .isEqualTo(0xffff_ffff_8200_0000L);
    assertThat(run(vm, Context.NONE, find.formatted(7, 0, ""))).isEqualTo(-22);
    assertThat(run(vm, Context.NONE, find.formatted(8, 1, ""))).isEqualTo(-22);
    assertThat(run(vm, Context.NONE, find.formatted(8, 1, address))).isZero();
    assertThat(run(vm, Context.NONE, find.replace("jiffies", "x").formatted(8, 0, ""))).isZero();
    assertThat(
            run(
                vm,
                Context.NONE,
                text("other") + find.substring(text("jiffies").length()).formatted(6, 0, "")))
        .isEqualTo(-2);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void functionsAreKnownByTheirPlace(Engine engine) {
    Vm vm = vm(engine);
    Tracing tracing = vm.environment().tracing();
    tracing.setFunctionAddress(0x1234);
    tracing.setCookie(99);
    assertThat(run(vm, FunctionCall.entered(5, 6, 7), "call 185")).isEqualTo(3);
    assertThat(run(vm, Context.NONE, "call 173")).isEqualTo(0x1234);
    assertThat(run(vm, Context.NONE, "call 174")).isEqualTo(99);
    assertThatThrownBy(() -> run(vm, Context.NONE, "call 185"))
        .hasMessageContaining("give a FunctionCall");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void filesOfIteratorsTakeTexts(Engine engine) {
    Vm vm = vm(engine);
    SequenceFile file = new SequenceFile(12);
    StructContext context = StructContext.of(BpfSockopt.SIZE).with(BpfSockopt.SK, file);
    String print =
        text("%d:%d\n")
            + "r1 = 7; *(u64 *)(r10 - 16) = r1; r1 = 8; *(u64 *)(r10 - 8) = r1; "
            + "r1 = *(u64 *)(r9 + 0); r2 = r8; r3 = 7; r4 = r10; r4 += -16; r5 = %d; call 126";
    String twice = print.replace("%d:%d\n", "");
    assertThat(run(vm, context, String.format(twice, 16))).isZero();
    assertThat(file.content()).asString(StandardCharsets.US_ASCII).isEqualTo("7:8\n");
    assertThat(run(vm, context, String.format(twice, 8))).isEqualTo(-22);
    assertThat(run(vm, context, String.format(twice, 12))).isEqualTo(-22);
    assertThat(run(vm, context, String.format(twice, 104))).isEqualTo(-22);
    assertThat(run(vm, context, String.format(twice, 16))).isZero();
    assertThat(run(vm, context, String.format(twice, 16))).isZero();
    assertThat(run(vm, context, String.format(twice, 16))).isEqualTo(-75);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void tasksHaveIdsSignalsAndAreas(Engine engine) {
    Vm vm = vm(engine);
    Tracing tracing = vm.environment().tracing();
    assertThat(run(vm, Context.NONE, "r1 = 0; call 109")).isEqualTo(-22);
    assertThat(run(vm, Context.NONE, "r1 = 65; call 117")).isEqualTo(-22);
    assertThat(run(vm, Context.NONE, "r1 = 64; call 117")).isZero();
    assertThat(tracing.drainSignals()).containsExactly(new Tracing.Signal(64, true));
    tracing.setNamespace(new Tracing.PidNamespace(4, 0xf000_0001L, 10, 11));
    String ids =
        "r1 = %d; r2 = 0x%x ll; r3 = r8; r4 = %d; call 120; "
            + "r1 = *(u64 *)(r8 + 0); r0 <<= 56; r0 ^= r1";
    assertThat(run(vm, Context.NONE, ids.formatted(4, 0xf000_0001L, 8))).isEqualTo(10L << 32 | 11);
    assertThat(run(vm, Context.NONE, ids.formatted(5, 0xf000_0001L, 8))).isEqualTo(-22L << 56);
    assertThat(run(vm, Context.NONE, ids.formatted(4, 0xf000_0002L, 8))).isEqualTo(-22L << 56);
    assertThat(run(vm, Context.NONE, ids.formatted(4, 0xf000_0001L, 16))).isEqualTo(-22L << 56);
    assertThat(run(vm, Context.NONE, "r1 = 0; r2 = 1; call 159")).isZero();
    assertThat(run(vm, Context.NONE, "r1 = 0; r2 = 2; call 159")).isEqualTo(-22);
    tracing.addArea(0x1000, 0x3000);
    String area =
        """
        call 35
        r1 = r0
        r2 = 0x%x
        r3 = area ll
        r4 = r8
        r5 = %d
        call 180
        if r0 != 0 goto out
        r0 = *(u64 *)(r8 + 0)
        out:
        exit
        area:
        r1 = *(u64 *)(r2 + 0)
        r2 = *(u64 *)(r2 + 8)
        r2 += r1
        *(u64 *)(r3 + 0) = r2
        r0 = 0
        """;
    assertThat(run(vm, Context.NONE, area.formatted(0x1000, 0))).isEqualTo(0x4000);
    assertThat(run(vm, Context.NONE, area.formatted(0x2fff, 0))).isEqualTo(0x4000);
    assertThat(run(vm, Context.NONE, area.formatted(0x3000, 0))).isEqualTo(-2);
    assertThat(run(vm, Context.NONE, area.formatted(0xfff, 0))).isEqualTo(-2);
    assertThat(run(vm, Context.NONE, area.formatted(0x2000, 1))).isEqualTo(-22);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void filesHavePaths(Engine engine) {
    Vm vm = vm(engine);
    KernelObject file = new KernelObject("/etc/x", new byte[8]);
    StructContext context = StructContext.of(BpfSockopt.SIZE).with(BpfSockopt.SK, file);
    String path = "r1 = *(u64 *)(r9 + 0); r2 = r8; r3 = %d; call 147; %s";
    assertThat(run(vm, context, path.formatted(7, ""))).isEqualTo(7);
    assertThat(run(vm, context, path.formatted(7, "r0 = *(u32 *)(r8 + 4)")) & 0xff_ffff)
        .isEqualTo('/' | 'x' << 8 & 0xff_ffff);
    assertThat(run(vm, context, path.formatted(6, ""))).isEqualTo(-36);
    assertThat(run(vm, context, path.formatted(0, ""))).isZero();
    String ofFile = "r1 = *(u64 *)(r9 + 0); call 162";
    assertThat(run(vm, context, ofFile)).isZero();
    Socket socket = Socket.udp("10.0.0.1", 53);
    StructContext other = StructContext.of(BpfSockopt.SIZE).with(BpfSockopt.SK, socket);
    assertThat(run(vm, other, ofFile + "; r0 = *(u32 *)(r0 + 44)")).isEqualTo(53);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void eventsAreRead(Engine engine) {
    Vm vm = vm(engine);
    TypedMap<?, ?> events = vm.map(MapDef.perfEventArray("m", 1));
    vm.environment().tracing().setCounter(new Tracing.Counter(7, 80, 900));
    String read = "r1 = m ll; r2 = 0x%x ll; call 22";
    assertThat(run(vm, Context.NONE, read.formatted(0xffff_ffffL))).isEqualTo(-2);
    ((PerfEventArray) events.raw()).open();
    assertThat(run(vm, Context.NONE, read.formatted(0xffff_ffffL))).isEqualTo(7);
    assertThat(run(vm, Context.NONE, read.formatted(0))).isEqualTo(7);
    assertThat(run(vm, Context.NONE, read.formatted(1L << 32))).isEqualTo(-22);
    String value =
        "r1 = m ll; r2 = 0xffffffff ll; r3 = r8; r4 = %d; call 55; r6 = *(u64 *)(r8 + %d); r0 <<="
            + " 32; r0 ^= r6";
    assertThat(run(vm, Context.NONE, value.formatted(24, 8))).isEqualTo(80);
    assertThat(run(vm, Context.NONE, value.formatted(24, 16))).isEqualTo(900);
    assertThat(run(vm, Context.NONE, value.formatted(16, 0))).isEqualTo(-22L << 32);
    String own = "r1 = r9; r2 = r8; r3 = 24; call 56; r0 = *(u64 *)(r8 + 0)";
    assertThat(run(vm, Context.NONE, own)).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void packetsAndLookupsAreGivenToSockets(Engine engine) {
    Vm vm = vm(engine);
    Socket socket = Socket.listening("10.0.0.1", 80);
    StructContext lookup =
        Structs.lookup(6, "10.0.0.2", 2, "10.0.0.1", 80)
            .with(BpfSkLookup.SK, socket)
            .writable(BpfSkLookup.SK);
    String assign =
        "r2 = *(u64 *)(r9 + 0); r1 = r9; r3 = %d; call 124; r6 = r0; "
            + "r2 = *(u64 *)(r9 + 0); r1 = r9; r3 = %d; call 124; r0 <<= 8; r0 += r6";
    assertThat(run(vm, lookup, assign.formatted(0, 0))).isEqualTo(-17L << 8);
    assertThat(run(vm, lookup, assign.formatted(0, 1))).isZero();
    assertThat(run(vm, lookup, assign.formatted(2, 3))).isZero();
    assertThat(run(vm, lookup, assign.formatted(4, 8))).isEqualTo((-22L << 8) - 22);
    String none = "r1 = r9; r2 = 0; r3 = 0; call 124; r6 = *(u64 *)(r9 + 0); r0 += r6";
    assertThat(run(vm, lookup, none)).isZero();
    String packet = "r2 = *(u64 *)(r9 + 168); r1 = r9; r3 = %d; call 124";
    SocketBuffer buffer = SocketBuffer.of(new byte[64]).of(socket);
    assertThat(run(vm, buffer, packet.formatted(0))).isZero();
    assertThat(run(vm, buffer, packet.formatted(1))).isEqualTo(-22);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void socketsAreChosenByPrograms(Engine engine) {
    Vm vm = vm(engine);
    TypedMap<Integer, Long> sockets = vm.map(MapDef.sockMap("m", 2));
    Socket socket = Socket.listening("10.0.0.1", 80);
    sockets.update(1, (long) vm.environment().descriptor(socket));
    String select = "r2 = m ll; r3 = %d; *(u32 *)(r8 + 0) = r3; r3 = r8; r4 = %d; r1 = r9; call 82";
    StructContext context = StructContext.of(SkReuseportMd.SIZE).with(SkReuseportMd.SK, socket);
    assertThat(run(vm, context, select.formatted(1, 0))).isZero();
    assertThat(run(vm, context, select.formatted(0, 0))).isEqualTo(-2);
    assertThat(run(vm, context, select.formatted(1, 1))).isEqualTo(-22);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void socketsTellOfThemselves(Engine engine) {
    Vm vm = vm(engine);
    Socket socket = Socket.connected("10.0.0.1", 80, "10.0.0.2", 4_000);
    socket.setOwner(1_000);
    vm.environment().network().setCookie(44);
    SocketBuffer buffer = SocketBuffer.of(new byte[64]).of(socket);
    assertThat(run(vm, buffer, "call 47")).isEqualTo(1_000);
    assertThat(run(vm, buffer, "call 122")).isEqualTo(44);
    assertThat(run(vm, buffer, "call 46"))
        .isEqualTo(vm.environment().descriptor(socket))
        .isPositive();
    socket.set(BpfSock.STATE, Socket.TIME_WAIT);
    assertThat(run(vm, buffer, "call 47")).isEqualTo(65_534);
    String cast = "r1 = *(u64 *)(r9 + 168); call %d; if r0 == 0 goto +1; r0 = 1";
    assertThat(run(vm, buffer, cast.formatted(138))).isEqualTo(1);
    assertThat(run(vm, buffer, cast.formatted(137))).isZero();
    assertThat(run(vm, buffer, cast.formatted(95))).isZero();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void socketsKeepWhatATestGivesThem(Engine engine) {
    Vm vm = vm(engine);
    Socket socket = Socket.connected("::1", 80, "::2", 4_000);
    StructContext context = Structs.socketAddress(socket);
    String get = "r1 = r9; r2 = %d; r3 = %d; r4 = r8; r5 = %d; call 57; %s";
    assertThat(run(vm, context, get.formatted(6, 1_005, 8, ""))).isEqualTo(-2);
    socket.setOption(6, 1_005, new byte[] {1, 2, 3, 4, 5, 6});
    assertThat(run(vm, context, get.formatted(6, 1_005, 8, ""))).isEqualTo(6);
    assertThat(run(vm, context, get.formatted(6, 1_005, 4, ""))).isEqualTo(-28);
    assertThat(run(vm, context, get.formatted(6, 1_005, 4, "r0 = *(u32 *)(r8 + 0)")))
        .isEqualTo(0x4030201);
    assertThat(run(vm, context, get.formatted(41, 67, 4, ""))).isZero();
    assertThat(run(vm, context, get.formatted(0, 1, 4, ""))).isEqualTo(-22);
    String bind =
        "r1 = 10; *(u64 *)(r8 + 0) = r1; r1 = 0x77 ll; *(u64 *)(r8 + 8) = r1; *(u64 *)(r8 + 16) ="
            + " r1; r1 = r9; r2 = r8; r3 = %d; call 64";
    assertThat(run(vm, context, bind.formatted(23))).isEqualTo(-22);
    assertThat(run(vm, context, bind.formatted(24))).isZero();
    assertThat(socket.bytes()).contains(0x77);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void pagesOfArenasComeAndGo(Engine engine) {
    Vm vm = vm(engine);
    TypedMap<?, ?> map = vm.map(MapDef.arena("m", 4));
    Arena arena = (Arena) map.raw();
    long base = arena.base();
    assertThat(arena.allocate(0, 2)).hasValue(base);
    assertThat(arena.allocate(base + 3 * 4_096, 1)).hasValue(base + 3 * 4_096);
    assertThat(arena.allocate(0, 2)).isEmpty();
    assertThat(arena.allocate(0, 1)).hasValue(base + 2 * 4_096);
    assertThat(arena.allocate(0, 1)).isEmpty();
    arena.free(base + 4_096 + 1, 1);
    assertThat(arena.allocate(0, 1)).isEmpty();
    arena.free(base + 4_096, 1);
    assertThat(arena.allocate(base, 1)).isEmpty();
    assertThat(arena.allocate(0, 1)).hasValue(base + 4_096);
    arena.free(base - 4_096, 9);
    arena.free(base + 2 * 4_096, 99);
    assertThat(arena.allocate(base + 2 * 4_096, 2)).hasValue(base + 2 * 4_096);
    assertThat(arena.allocate(base + 5 * 4_096, 1)).isEmpty();
    assertThat(arena.allocate(0, 0)).isEmpty();
    String free =
        "r1 = m ll; r2 = 0x%x ll; r3 = 1; call kfunc %d, 0; r1 = 0x%x ll; r0 = *(u8 *)(r1 + 0)"
            .formatted(base, vm.kfunc("bpf_arena_free_pages"), base);
    assertThatThrownBy(() -> run(vm, Context.NONE, free)).hasMessageContaining("arena m");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void mayGotoGoesOnAsOftenAsItMay(Engine engine) {
    String source = "r0 = 0; again:; r0 += 1; may_goto out; goto again; out:";
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine).withBudget(1L << 30));
    assertThat(run(vm, Context.NONE, source)).isEqualTo((1 << 23) + 1);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void randomNumbersAreAsWideAsTheySay(Engine engine) {
    Vm vm = vm(engine);
    long all = 0;
    for (int i = 0; i < 64; i++) {
      all |= run(vm, Context.NONE, "call 7");
    }
    assertThat(all).isEqualTo(0xffff_ffffL);
  }
}
