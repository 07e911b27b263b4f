package dev.jbpf.runtime.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.classic.ClassicAssembler;
import dev.jbpf.classic.ClassicInsn;
import dev.jbpf.classic.ClassicOp;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.attach.link.SockMapHook;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.testing.Connection;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs on sockets that Java opened, and on sockets in maps. */
@KernelTest
@Timeout(120)
class SocketTest {
  private static final int PASS = 1;
  private static final int DROP = 0;
  private static final int UDP_HEADER = 8;

  private static final MapDef<Integer, Long> SOCKETS =
      MapDef.of("sockets", MapType.SOCKMAP, Codec.INDEX, Codec.U64, 2);

  private static SocketAddress loopback(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  private static ClassicProgram classic(String source) {
    return ClassicAssembler.assemble(source.getBytes(StandardCharsets.UTF_8), "filter")
        .program()
        .orElseThrow();
  }

  private static DatagramChannel bound(SocketAddress address) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    channel.configureBlocking(false);
    return channel.bind(address);
  }

  private static void send(SocketAddress to, int... firstBytes) throws IOException {
    try (DatagramChannel sender = DatagramChannel.open()) {
      for (int first : firstBytes) {
        sender.send(ByteBuffer.wrap(new byte[] {(byte) first, 1, 2, 3}), to);
      }
    }
  }

  /** The first bytes of the packets that wait, with their lengths. */
  private static List<String> received(DatagramChannel channel) throws IOException {
    List<String> all = new ArrayList<>();
    ByteBuffer packet = ByteBuffer.allocate(16);
    while (channel.receive(packet.clear()) != null) {
      all.add(packet.position() == 0 ? "empty" : packet.get(0) + "/" + packet.position());
    }
    return all;
  }

  @Test
  void everyChannelsDescriptorIsFound() throws IOException {
    try (DatagramChannel first = bound(loopback(0));
        DatagramChannel second = bound(first.getLocalAddress());
        ServerSocketChannel server = ServerSocketChannel.open().bind(loopback(0));
        SocketChannel client = SocketChannel.open(server.getLocalAddress());
        SocketChannel accepted = server.accept();
        DatagramChannel unbound = DatagramChannel.open()) {
      List<Integer> found =
          List.of(
              ChannelDescriptor.of(first),
              ChannelDescriptor.of(second),
              ChannelDescriptor.of(server),
              ChannelDescriptor.of(client),
              ChannelDescriptor.of(accepted),
              ChannelDescriptor.of(unbound));
      assertThat(found).doesNotHaveDuplicates();
      assertThat(first.getOption(StandardSocketOptions.SO_REUSEADDR)).isFalse();
    }
  }

  @Test
  void aClosedChannelHasNone() throws IOException {
    DatagramChannel channel = bound(loopback(0));
    channel.close();
    assertThatExceptionOfType(java.io.UncheckedIOException.class)
        .isThrownBy(() -> ChannelDescriptor.of(channel));
  }

  @Test
  void classicFiltersDecideWhatASocketReceives() throws IOException {
    ClassicProgram ones = classic("ldb [8]\n jeq #1, keep, drop\n keep: ret #10\n drop: ret #0");
    try (DatagramChannel channel = bound(loopback(0))) {
      SocketAddress here = channel.getLocalAddress();
      try (Link link = SocketFilters.attach(channel, ones)) {
        send(here, 1, 2, 1);
        assertThat(received(channel)).containsExactly("1/2", "1/2");
        assertThat(link).isNotNull();
      }
      send(here, 2);
      assertThat(received(channel)).containsExactly("2/4");
    }
  }

  @Test
  void aClassicProgramThatTheKernelRefusesIsExplained() throws IOException {
    ClassicProgram endless = ClassicProgram.of(List.of(ClassicInsn.of(ClassicOp.LD_IMM, 1)));
    ClassicProgram longOne =
        ClassicProgram.of(Collections.nCopies(1 << 16 | 1, ClassicInsn.of(ClassicOp.RET_A, 0)));
    try (DatagramChannel channel = bound(loopback(0))) {
      assertThatExceptionOfType(SyscallException.class)
          .isThrownBy(() -> SocketFilters.attach(channel, endless))
          .withMessageContaining("EINVAL")
          .withMessageContaining("ret");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SocketFilters.attach(channel, longOne))
          .withMessage("a classic program has at most 4096 instructions, this has 65537");
    }
  }

  @Test
  void programsDecideWhatASocketReceives() throws IOException {
    try (DatagramChannel channel = bound(loopback(0));
        Counter counter = Counter.attach(Hooks.socket(channel), UDP_HEADER + 1)) {
      send(channel.getLocalAddress(), 5, 6);
      assertThat(received(channel)).containsExactly("5/1", "6/1");
      assertThat(counter.detach()).isEqualTo(2);
      send(channel.getLocalAddress(), 7);
      assertThat(received(channel)).containsExactly("7/4");
    }
  }

  @Test
  void aLockedFilterStays() throws IOException {
    ClassicProgram none = classic("ret #0");
    try (DatagramChannel channel = bound(loopback(0))) {
      try (Link link = SocketFilters.attach(channel, none)) {
        SocketFilters.lock(channel);
        assertThatExceptionOfType(SyscallException.class)
            .isThrownBy(() -> SocketFilters.attach(channel, classic("ret #100")))
            .withMessageContaining("EPERM")
            .withMessageContaining("SO_LOCK_FILTER");
        assertThat(link).isNotNull();
      }
      send(channel.getLocalAddress(), 1);
      assertThat(received(channel)).isEmpty();
    }
  }

  @Test
  void packetSocketsTakeClassicFilters() throws Exception {
    NetworkNamespace.call(
        () -> {
          try (PacketSocket socket = PacketSocket.open(Kernel.local())) {
            socket.attach(classic("ldb [42]\n jeq #7, keep, drop\n keep: ret #44\n drop: ret #0"));
            socket.bind("lo");
            send(loopback(9), 6, 7);
            byte[] frame = socket.receive(2048).orElseThrow();
            assertThat(frame).hasSize(44);
            assertThat(frame[42]).isEqualTo((byte) 7);
            socket.detach();
            socket.attach(classic("ret #0"));
            socket.lock();
            assertThatExceptionOfType(SyscallException.class)
                .isThrownBy(socket::detach)
                .withMessageContaining("SO_LOCK_FILTER");
          }
          return null;
        });
  }

  /** Three sockets on one port: what each gets of packets that start with 0, 1 and 2. */
  private static void chooses(Chooser chooser) throws IOException {
    try (DatagramChannel first = bound(loopback(0));
        DatagramChannel second = bound(first.getLocalAddress());
        DatagramChannel third = bound(first.getLocalAddress())) {
      List<DatagramChannel> all = List.of(first, second, third);
      try (AutoCloseable link = chooser.attach(all)) {
        send(first.getLocalAddress(), 0, 1, 2, 1, 2, 2);
        assertThat(received(first)).containsExactly("0/4");
        assertThat(received(second)).containsExactly("1/4", "1/4");
        assertThat(received(third)).containsExactly("2/4", "2/4", "2/4");
        assertThat(link).isNotNull();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  private interface Chooser {
    AutoCloseable attach(List<DatagramChannel> sockets);
  }

  @Test
  void classicProgramsChooseAmongSocketsOfAPort() throws IOException {
    ClassicProgram byFirstByte = classic("ldb [0]\n ret a");
    chooses(sockets -> SocketFilters.attachReuseport(sockets.get(1), byFirstByte));
  }

  /** The sockets are in the map in the opposite order, so that the map is seen to be asked. */
  @Test
  void programsChooseAmongSocketsOfAPort() throws IOException {
    MapDef<Integer, Long> group =
        MapDef.of("group", MapType.REUSEPORT_SOCKARRAY, Codec.INDEX, Codec.U64, 3);
    String source =
        """
        r6 = r1
        r2 = *(u64 *)(r1 + 0)
        r3 = *(u64 *)(r1 + 8)
        r0 = 0
        r4 = r2
        r4 += 9
        if r4 > r3 goto out
        r5 = *(u8 *)(r2 + 8)
        r4 = 2
        r4 -= r5
        *(u32 *)(r10 - 4) = r4
        r1 = r6
        r2 = group ll
        r3 = r10
        r3 += -4
        r4 = 0
        call bpf_sk_select_reuseport
        r0 = 1
        out: exit
        """;
    chooses(
        sockets -> {
          Hook hook = Hooks.reuseport(sockets.get(0));
          KernelProgram program =
              Bpf.load(ProgramSpec.of("choose", hook, Counter.assemble(source)).withMap(group));
          IntStream.range(0, 3)
              .forEach(
                  i ->
                      program
                          .map(group)
                          .update(2 - i, (long) ChannelDescriptor.of(sockets.get(i))));
          Link link = program.attach(hook);
          return () -> {
            link.close();
            program.close();
          };
        });
  }

  @Test
  void programsSeeTheMessagesThatSocketsSend() throws IOException {
    try (Connection connection = Connection.open(loopback(0));
        KernelMap<Integer, Long> sockets = Bpf.create(SOCKETS);
        Counter counter = Counter.attach(Hooks.socketMessages(sockets), PASS)) {
      connection.write("before");
      assertThat(connection.read(6)).isEqualTo("before");
      sockets.update(0, (long) ChannelDescriptor.of(connection.client()));
      connection.write("one");
      assertThat(connection.read(3)).isEqualTo("one");
      assertThat(counter.count()).isEqualTo(1);
      assertThat(counter.detach()).isEqualTo(1);
    }
  }

  /** As on a kernel before 6.10. */
  private record OlderWay(SockMapHook hook) implements Hook {
    @Override
    public ProgramType programType() {
      return hook.programType();
    }

    @Override
    public Optional<AttachType> attachType() {
      return hook.attachType();
    }

    @Override
    public Link attach(KernelProgram program) {
      return hook.attachOlderWay(program);
    }
  }

  @Test
  void programsSeeMessagesTheOlderWay() throws IOException {
    try (Connection connection = Connection.open(loopback(0));
        KernelMap<Integer, Long> sockets = Bpf.create(SOCKETS);
        Counter counter =
            Counter.attach(new OlderWay((SockMapHook) Hooks.socketMessages(sockets)), PASS)) {
      sockets.update(0, (long) ChannelDescriptor.of(connection.client()));
      connection.write("one");
      assertThat(connection.read(3)).isEqualTo("one");
      assertThat(counter.detach()).isEqualTo(1);
    }
  }

  @Test
  void aMessageThatIsDroppedFails() throws IOException {
    try (Connection connection = Connection.open(loopback(0));
        KernelMap<Integer, Long> sockets = Bpf.create(SOCKETS);
        Counter counter = Counter.attach(Hooks.socketMessages(sockets), DROP)) {
      sockets.update(0, (long) ChannelDescriptor.of(connection.client()));
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> connection.write("lost"));
      assertThat(counter.count()).isEqualTo(1);
    }
  }

  @Test
  void programsSeeWhatSocketsReceive() throws Exception {
    try (Connection connection = Connection.open(loopback(0));
        KernelMap<Integer, Long> sockets = Bpf.create(SOCKETS);
        Counter counter = Counter.attach(Hooks.socketStreams(sockets), PASS)) {
      sockets.update(0, (long) ChannelDescriptor.of(connection.accepted()));
      connection.write("one");
      assertThat(connection.read(3)).isEqualTo("one");
      assertThat(counter.count()).isEqualTo(1);
    }
  }

  /** The parser says that messages are two bytes long: the other program sees each of them. */
  @Test
  void aParserDividesWhatSocketsReceive() throws Exception {
    try (Connection connection = Connection.open(loopback(0));
        KernelMap<Integer, Long> sockets = Bpf.create(SOCKETS);
        Counter parser = Counter.attach(Hooks.streamParser(sockets), 2);
        Counter verdict = Counter.attach(Hooks.streamVerdict(sockets), PASS)) {
      sockets.update(0, (long) ChannelDescriptor.of(connection.accepted()));
      connection.write("aabbcc");
      verdict.await(3);
      assertThat(verdict.count()).isEqualTo(3);
      assertThat(parser.count()).isPositive();
      assertThat(connection.read(6)).isEqualTo("aabbcc");
    }
  }

  /** The program gives connections to a port where nobody listens to the socket in the map. */
  @Test
  void socketLookupChoosesASocket() throws Exception {
    Hook hook = Hooks.socketLookup();
    String source =
        """
        r6 = r1
        *(u32 *)(r10 - 4) = 0
        r2 = r10
        r2 += -4
        r1 = sockets ll
        call bpf_map_lookup_elem
        if r0 == 0 goto out
        r7 = r0
        r1 = r6
        r2 = r0
        r3 = 0
        call bpf_sk_assign
        r1 = r7
        call bpf_sk_release
        out: r0 = 1
        exit
        """;
    NetworkNamespace.call(
        () -> {
          ProgramSpec spec =
              ProgramSpec.of("assign", hook, Counter.assemble(source)).withMap(SOCKETS);
          try (ServerSocketChannel server = ServerSocketChannel.open().bind(loopback(0));
              KernelProgram program = Bpf.load(spec);
              Link link = program.attach(hook)) {
            program.map(SOCKETS).update(0, (long) ChannelDescriptor.of(server));
            try (SocketChannel client = SocketChannel.open(loopback(7));
                SocketChannel accepted = server.accept()) {
              assertThat(accepted.getLocalAddress()).isEqualTo(loopback(7));
              assertThat(client.isConnected()).isTrue();
            }
            assertThat(link).isNotNull();
          }
          return null;
        });
  }

  /** Programs of a group hear of its connections; the program's context tells of what. */
  @Test
  void socketOperationsOfAGroup() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(loopback(0))) {
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      String connect = "exec 3<> /dev/tcp/127.0.0.1/" + port;
      ControlGroup.call(
          group -> {
            Hook hook = Hooks.cgroup(group, AttachType.CGROUP_SOCK_OPS);
            try (Counter counter = Counter.attach(hook, 1)) {
              NetworkNamespace.run("bash", "-c", connect);
              assertThat(counter.count()).as("outside of the group").isZero();
              NetworkNamespace.run("bash", "-c", ControlGroup.enter(group) + "; " + connect);
              // At least: the connection starts, and is established.
              assertThat(counter.detach()).isGreaterThanOrEqualTo(2);
            }
          });
    }
  }
}
