package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.BpfSockopt;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.SkMsgMd;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.FunctionCall;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.context.StructContext;
import dev.jbpf.vm.context.Structs;
import dev.jbpf.vm.context.Sysctl;
import dev.jbpf.vm.map.Arena;
import dev.jbpf.vm.map.TypedMap;
import dev.jbpf.vm.world.Cgroups;
import dev.jbpf.vm.world.KernelObject;
import dev.jbpf.vm.world.SequenceFile;
import dev.jbpf.vm.world.Socket;
import dev.jbpf.vm.world.Tracing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a test puts around programs: sockets, groups, memory, stacks; and what programs do to it.
 */
class WorldTest {
  private static final byte[] PACKET = new byte[64];

  private static Vm vm(Engine engine) {
    return Vm.create(VmOptions.DEFAULT.withEngine(engine));
  }

  private static long run(Vm vm, Context context, String source) {
    return vm.load(Assembler.assemble(source).program().orElseThrow()).run(context);
  }

  private static String lookup(String then) {
    // From 10.0.0.2:4000 to 10.0.0.1:80.
    return """
        r6 = r1
        r1 = 0x0200000a
        *(u32 *)(r10 - 12) = r1
        r1 = 0x0100000a
        *(u32 *)(r10 - 8) = r1
        r1 = 0x5000a00f
        *(u32 *)(r10 - 4) = r1
        r1 = r6
        r2 = r10
        r2 += -12
        r3 = 12
        r4 = -1
        r5 = 0
        call 84
        r7 = r0
        if r0 == 0 goto none
        %s
        none:
        r0 = r8
        exit
        """
        .formatted(then);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void programsFindSocketsAndGiveThemBack(Engine engine) {
    Vm vm = vm(engine);
    String state = lookup("r8 = *(u32 *)(r7 + 72); r1 = r7; call 86");
    assertThat(run(vm, SocketBuffer.of(PACKET), state)).isZero();
    vm.environment().network().add(Socket.listening("0.0.0.0", 80));
    assertThat(run(vm, SocketBuffer.of(PACKET), state)).isEqualTo(Socket.LISTENING);
    vm.environment().network().add(Socket.connected("10.0.0.1", 80, "10.0.0.2", 4000));
    assertThat(run(vm, SocketBuffer.of(PACKET), state)).isEqualTo(Socket.ESTABLISHED);
    assertThatThrownBy(() -> run(vm, SocketBuffer.of(PACKET), lookup("r8 = 1")))
        .hasMessageContaining("fault[not-given-back]: the reference to a struct bpf_sock");
    assertThatThrownBy(
            () -> run(vm, SocketBuffer.of(PACKET), lookup("r1 = r7; call 86; r1 = r7; call 86")))
        .hasMessageContaining("is no reference that this run holds");
    assertThatThrownBy(
            () -> run(vm, SocketBuffer.of(PACKET), lookup("*(u32 *)(r7 + 16) = r7; exit")))
        .hasMessageContaining("fault[read-only]");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void optionsAreKeptAndMarksAreSeen(Engine engine) {
    Vm vm = vm(engine);
    Socket socket = Socket.connected("10.0.0.1", 80, "10.0.0.2", 4000);
    String set =
        "r2 = 1; r3 = 36; r4 = 77; *(u32 *)(r10 - 8) = r4; r4 = r10; r4 += -8; r5 = 4; call 49; exit";
    assertThat(run(vm, Structs.socketAddress(socket), set)).isZero();
    assertThat(socket.get(BpfSock.MARK)).isEqualTo(77);
    String unknown = "r2 = 1; r3 = 999; r4 = r10; r4 += -8; r5 = 4; call 57; exit";
    assertThat(run(vm, Structs.socketAddress(socket), unknown)).isEqualTo(-22);
    String tcp =
        "r2 = 6; r3 = 13; r4 = r10; r4 += -8; r5 = 8; call 57; r0 = *(u32 *)(r10 - 8); exit";
    socket.setOption(6, 13, "bbr".getBytes(StandardCharsets.US_ASCII));
    assertThat(run(vm, Structs.socketAddress(socket), tcp)).isEqualTo(0x726262);
    assertThat(run(vm, Structs.socketAddress(Socket.udp("10.0.0.1", 5)), tcp)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void socketsLieInMapsAndHaveValues(Engine engine) {
    Vm vm = vm(engine);
    Socket socket = Socket.connected("10.0.0.1", 80, "10.0.0.2", 4000);
    TypedMap<Integer, Long> sockets = vm.map(MapDef.sockMap("m", 2));
    String update = "r2 = m ll; r3 = r10; r3 += -4; r4 = 0; *(u32 *)(r10 - 4) = r4; call 53; exit";
    assertThat(run(vm, Structs.socketOperation(4, socket), update)).isZero();
    assertThat(sockets.lookup(0)).hasValue((long) vm.environment().descriptor(socket));
    StructContext message = StructContext.of(SkMsgMd.SIZE).with(SkMsgMd.SK, socket);
    String redirect = "r2 = m ll; r3 = %d; r4 = %d; call 60; exit";
    assertThat(run(vm, message, redirect.formatted(0, 1))).isEqualTo(1);
    assertThat(run(vm, message, redirect.formatted(1, 0))).isZero();
    assertThat(run(vm, message, redirect.formatted(0, 2))).isZero();
    TypedMap<Integer, Long> values = vm.map(MapDef.socketStorage("s", Codec.U64));
    String count =
        """
        r2 = *(u64 *)(r1 + 64)
        r1 = s ll
        r3 = 0
        r4 = 1
        call 107
        r1 = *(u64 *)(r0 + 0)
        r1 += 1
        *(u64 *)(r0 + 0) = r1
        r0 = r1
        exit
        """;
    assertThat(run(vm, Structs.socketAddress(socket), count)).isEqualTo(1);
    assertThat(run(vm, Structs.socketAddress(socket), count)).isEqualTo(2);
    assertThat(run(vm, Structs.socketAddress(Socket.udp("::1", 9)), count)).isEqualTo(1);
    assertThat(values.lookup(vm.environment().descriptor(socket))).hasValue(2L);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void dataOfMessagesGrowsAndShrinks(Engine engine) {
    Vm vm = vm(engine);
    byte[] data = "GET /".getBytes(StandardCharsets.US_ASCII);
    StructContext message =
        StructContext.of(SkMsgMd.SIZE).withData(SkMsgMd.DATA, SkMsgMd.DATA_END, data);
    String source =
        """
        r6 = r1
        r2 = 1
        r3 = 2
        r4 = 0
        call %d
        r1 = *(u64 *)(r6 + 0)
        r2 = *(u64 *)(r6 + 8)
        r2 -= r1
        r0 = *(u8 *)(r1 + %d)
        r0 <<= 8
        r0 |= r2
        exit
        """;
    assertThat(run(vm, message, source.formatted(90, 3))).isEqualTo('E' << 8 | 7);
    assertThat(run(vm, message, source.formatted(91, 1))).isEqualTo(' ' << 8 | 3);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void settingsHaveNamesAndValues(Engine engine) {
    Vm vm = vm(engine);
    String name =
        "r2 = r10; r2 += -16; r3 = 16; r4 = %d; call 101; r0 <<= 8; r1 = *(u8 *)(r10 - 16); r0 |= r1; exit";
    Sysctl setting = Sysctl.write("net/ipv4/tcp_mem", "1 2 3", "4 5 6");
    assertThat(run(vm, setting, name.formatted(1))).isEqualTo(7 << 8 | 't');
    assertThat(run(vm, setting, name.formatted(0))).isEqualTo((-7L << 8) | 'n');
    String value =
        "r2 = r10; r2 += -8; r3 = 8; call %d; r0 <<= 8; r1 = *(u8 *)(r10 - 8); r0 |= r1; exit";
    assertThat(run(vm, setting, value.formatted(102))).isEqualTo(5 << 8 | '1');
    assertThat(run(vm, setting, value.formatted(103))).isEqualTo(5 << 8 | '4');
    assertThat(run(vm, Sysctl.read("kernel/x", "1"), value.formatted(103))).isEqualTo(-22L << 8);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void groupsAreNested(Engine engine) {
    Vm vm = vm(engine);
    Cgroups groups = Cgroups.of(1, 20, 300);
    vm.environment().setCgroups(groups);
    assertThat(run(vm, Context.NONE, "call 80; exit")).isEqualTo(300);
    assertThat(run(vm, Context.NONE, "r1 = 1; call 123; exit")).isEqualTo(20);
    assertThat(run(vm, Context.NONE, "r1 = 3; call 123; exit")).isZero();
    TypedMap<Integer, Long> array = vm.map(MapDef.cgroupArray("m", 2));
    String under = "r1 = m ll; r2 = %d; call 37; exit";
    assertThat(run(vm, Context.NONE, under.formatted(0))).isEqualTo(-11);
    assertThat(run(vm, Context.NONE, under.formatted(2))).isEqualTo(-7);
    array.update(0, (long) vm.environment().descriptor(groups.path().get(1)));
    array.update(1, (long) vm.environment().descriptor(new KernelObject("other", new byte[8])));
    assertThat(run(vm, Context.NONE, under.formatted(0))).isEqualTo(1);
    assertThat(run(vm, Context.NONE, under.formatted(1))).isZero();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void memoryAndStacksAreWhatATestGives(Engine engine) {
    Vm vm = vm(engine);
    Tracing tracing = vm.environment().tracing();
    tracing.setMemory(0xffff_8881_0000_0000L, new byte[] {7, 0, 0, 0});
    String read =
        "r3 = 0x%x ll; r1 = r10; r1 += -4; r2 = 4; call 113; r1 = *(u32 *)(r10 - 4); r0 <<= 8; r0 |= r1; exit";
    assertThat(run(vm, Context.NONE, read.formatted(0xffff_8881_0000_0000L))).isEqualTo(7);
    assertThat(run(vm, Context.NONE, read.formatted(0xffff_8881_0000_0001L))).isEqualTo(-14L << 8);
    tracing.setUserStack(11, 22, 33);
    String stack =
        "r2 = r10; r2 += -16; r3 = 16; r4 = 0x101; call 67; r1 = *(u64 *)(r10 - 8); r0 <<= 8; r0 |= r1; exit";
    assertThat(run(vm, Context.NONE, stack)).isEqualTo(16 << 8 | 33);
    TypedMap<Integer, long[]> stacks = vm.map(MapDef.stackTrace("m", 4, 8));
    int id = (int) run(vm, Context.NONE, "r2 = m ll; r3 = 0x100; call 27; exit");
    assertThat(stacks.lookup(id)).hasValueSatisfying(all -> assertThat(all).startsWith(11, 22, 33));
    String withIds =
        "r2 = r10; r2 += -64; r3 = 64; r4 = 0x901; call 67; r1 = *(u64 *)(r10 - 8); r2 = *(u32 *)(r10 - 32); r0 <<= 8; r0 |= r1; r0 <<= 8; r0 |= r2; exit";
    assertThat(run(vm, Context.NONE, withIds)).isEqualTo((64 << 8 | 33) << 8 | 2);
    assertThat(bucketsOf(vm, MapDef.stackTrace("three", 4, 3))).containsExactly(0, 1, 2, 3);
    tracing.setSymbol("jiffies", 99);
    tracing.send(new Tracing.Signal(1, true));
    assertThat(run(vm, Context.NONE, "r1 = 9; call 109; exit")).isZero();
    assertThat(tracing.drainSignals())
        .containsExactly(new Tracing.Signal(1, true), new Tracing.Signal(9, false));
    assertThat(run(vm, Context.NONE, "r2 = -12; call 58; exit")).isZero();
    assertThat(tracing.overridden()).hasValue(-12);
  }

  /** Of each socket, which of the helpers from 136 to 140, 178 and 196 know it as theirs. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void socketsAreCastToWhatTheyAre(Engine engine) {
    Socket waiting = Socket.connected("10.0.0.1", 1, "10.0.0.2", 2);
    waiting.set(BpfSock.STATE, Socket.TIME_WAIT);
    Socket beginning = Socket.connected("10.0.0.1", 1, "10.0.0.2", 2);
    beginning.set(BpfSock.STATE, 12);
    Socket local = Socket.udp("10.0.0.1", 1);
    local.set(BpfSock.FAMILY, 1);
    local.set(BpfSock.PROTOCOL, 0);
    Socket several = Socket.connected("10.0.0.1", 1, "10.0.0.2", 2);
    several.set(BpfSock.PROTOCOL, 262);
    assertThat(casts(engine, Socket.connected("10.0.0.1", 1, "10.0.0.2", 2))).containsExactly(137);
    assertThat(casts(engine, Socket.connected("::1", 1, "::2", 2))).containsExactly(136, 137);
    assertThat(casts(engine, waiting)).containsExactly(138);
    assertThat(casts(engine, beginning)).containsExactly(139);
    assertThat(casts(engine, Socket.udp("10.0.0.1", 1))).isEmpty();
    assertThat(casts(engine, Socket.udp("::1", 1))).containsExactly(140);
    assertThat(casts(engine, local)).containsExactly(178);
    assertThat(casts(engine, several)).containsExactly(196);
  }

  private static List<Integer> casts(Engine engine, Socket socket) {
    return Stream.of(136, 137, 138, 139, 140, 178, 196)
        .filter(
            helper -> {
              String source =
                  "r1 = *(u64 *)(r1 + 168); call %d; r1 = r0; r0 = 0; if r1 == 0 goto +1; r0 = 1; exit";
              Context packet = SocketBuffer.of(new byte[64]).of(socket);
              return run(vm(engine), packet, source.formatted(helper)) == 1;
            })
        .toList();
  }

  /** The kernel makes a power of two of them. */
  private static SortedSet<Integer> bucketsOf(Vm vm, MapDef<Integer, long[]> stacks) {
    TypedMap<Integer, long[]> map = vm.map(stacks);
    for (int i = 0; i < 100; i++) {
      vm.environment().tracing().setUserStack(i);
      int id = (int) run(vm, Context.NONE, "r2 = three ll; r3 = 0x100; call 27; exit");
      assertThat(id).matches(one -> one >= 0 || one == Errno.EEXIST.result());
    }
    return new TreeSet<>(map.toMap().keySet());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void callsHaveArgumentsAndResults(Engine engine) {
    Vm vm = vm(engine);
    String argument =
        "r2 = %d; r3 = r10; r3 += -8; call 183; r1 = *(u64 *)(r10 - 8); r0 += r1; exit";
    assertThat(run(vm, FunctionCall.entered(5, 6), argument.formatted(1))).isEqualTo(6);
    assertThat(run(vm, FunctionCall.entered(5, 6), argument.formatted(2))).isEqualTo(-22);
    String result = "r2 = r10; r2 += -8; call 184; r1 = *(u64 *)(r10 - 8); r0 += r1; exit";
    assertThat(run(vm, FunctionCall.left(-3, 5), result)).isEqualTo(-3);
    assertThat(run(vm, FunctionCall.entered(5), result)).isEqualTo(-95);
    assertThat(run(vm, FunctionCall.left(9, 5), "r0 = *(u64 *)(r1 + 8); exit")).isEqualTo(9);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void iteratorsWriteTheirFiles(Engine engine) {
    Vm vm = vm(engine);
    SequenceFile file = new SequenceFile(6);
    StructContext context = StructContext.of(BpfSockopt.SIZE).with(BpfSockopt.SK, file);
    String write =
        "r1 = *(u64 *)(r1 + 0); r2 = 0x6f6c6c65; *(u32 *)(r10 - 4) = r2; r2 = r10; r2 += -4; r3 = 4; call 127; exit";
    assertThat(run(vm, context, write)).isZero();
    assertThat(run(vm, context, write)).isEqualTo(-75);
    assertThat(file.content()).asString(StandardCharsets.US_ASCII).isEqualTo("ello");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void pagesOfArenasAreThereOnceTheyAreAskedFor(Engine engine) {
    Vm vm = vm(engine);
    TypedMap<?, ?> arena = vm.map(MapDef.arena("m", 4));
    String source =
        """
        r1 = m ll
        r2 = 0
        r3 = 1
        r4 = -1
        r5 = 0
        call kfunc %d, 0
        r6 = r0
        r6 = addr_space_cast(r6, 0, 1)
        r1 = 42
        *(u64 *)(r6 + 8) = r1
        r0 = *(u64 *)(r6 + %d)
        exit
        """;
    int allocate = vm.kfunc("bpf_arena_alloc_pages");
    assertThat(run(vm, Context.NONE, source.formatted(allocate, 8))).isEqualTo(42);
    assertThat(((Arena) arena.raw()).firstValue().orElseThrow().getLong(8)).isEqualTo(42);
    assertThatThrownBy(() -> run(vm, Context.NONE, source.formatted(allocate, 4_096)))
        .hasMessageContaining("arena m");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatNoMachineHasSaysWhy(Engine engine) {
    assertThatThrownBy(() -> run(vm(engine), Context.NONE, "call 166; exit"))
        .hasMessageContaining("bpf_sys_bpf is not here: it makes system calls")
        .hasMessageContaining("VmOptions.withHelper(166, …)");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void contextsPointToTheirSockets(Engine engine) {
    Vm vm = vm(engine);
    Socket socket = Socket.udp("10.0.0.1", 53);
    String port = "r1 = *(u64 *)(r1 + %d); r0 = *(u32 *)(r1 + 44); exit";
    assertThat(run(vm, SocketBuffer.of(PACKET).of(socket), port.formatted(168))).isEqualTo(53);
    assertThat(run(vm, Structs.socketOption(socket, 1, 2), port.formatted(0))).isEqualTo(53);
    StructContext address = Structs.socketAddress(socket).with(BpfSockAddr.USER_PORT, 0x3500);
    assertThat(run(vm, address, port.formatted(64))).isEqualTo(53);
    assertThat(run(vm, Structs.device(2, 2, 1, 3), "r0 = *(u32 *)(r1 + 8); exit")).isEqualTo(3);
    assertThat(run(vm, Structs.socket(socket), "r0 = *(u32 *)(r1 + 12); exit")).isEqualTo(17);
    assertThat(
            run(
                vm,
                Structs.lookup(6, "10.0.0.2", 2, "10.0.0.1", 80),
                "r0 = *(u32 *)(r1 + 60); exit"))
        .isEqualTo(80);
  }
}
