package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.ChannelDescriptor;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.object.hook.HookNames;
import dev.jbpf.runtime.testing.Connection;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs on sockets in maps, and on those that share a port. */
@KernelTest
@Timeout(120)
@SuppressWarnings("try") // links are there to be closed
class SocketSectionsTest {
  private static final int DONE = 0;

  private static SocketAddress anyPort() throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
  }

  private static void inNetwork(Callable<Integer> body) throws Exception {
    NetworkNamespace.call(body);
  }

  private static BpfObject load() {
    return BpfObject.load(CompiledObjects.clang("sockets"));
  }

  private static Link attach(BpfObject object, String program, String map, AttachType type) {
    return object.program(program).attach(Hooks.socketStreams(object.map(map), type));
  }

  private static void put(BpfObject object, String map, int key, NetworkChannel socket) {
    object.map(map, Codec.INDEX, Codec.U64).update(key, (long) ChannelDescriptor.of(socket));
  }

  private static void passes(Connection connection) throws IOException {
    connection.write("one");
    assertThat(connection.read(3)).isEqualTo("one");
  }

  @Test
  void parsersAndVerdicts() throws Exception {
    inNetwork(
        () -> {
          try (BpfObject object = load();
              Link parser = attach(object, "parse", "parsed", AttachType.SK_SKB_STREAM_PARSER);
              Link verdict = attach(object, "judge", "parsed", AttachType.SK_SKB_STREAM_VERDICT);
              Connection connection = Connection.open(anyPort())) {
            put(object, "parsed", 0, connection.accepted());
            passes(connection);
            assertThat(Runs.idle(object, List.of("parse", "judge"))).isEmpty();
          }
          return DONE;
        });
  }

  @Test
  void messagesAndVerdictsWithoutParser() throws Exception {
    inNetwork(
        () -> {
          try (BpfObject object = load();
              Link verdict = attach(object, "only_judge", "whole", AttachType.SK_SKB_VERDICT);
              Link byType = attach(object, "judge_by_type", "others", AttachType.SK_SKB_VERDICT);
              Link sender =
                  object.program("send").attach(Hooks.socketMessages(object.map("whole")));
              Connection connection = Connection.open(anyPort());
              Connection other = Connection.open(anyPort())) {
            put(object, "whole", 17, connection.client());
            put(object, "whole", 18, connection.accepted());
            put(object, "others", 1, other.accepted());
            passes(connection);
            passes(other);
            assertThat(Runs.of(object, "send")).isEqualTo(1);
            assertThat(Runs.idle(object, List.of("only_judge", "judge_by_type"))).isEmpty();
          }
          return DONE;
        });
  }

  private static OpenObject place(OpenObject open, Map<String, String> places) {
    places.forEach((name, place) -> open.program(name).attachTo(HookNames.parse(place)));
    return open;
  }

  /** As users of {@code jbpf load} say it: the map is the object's. */
  @Test
  void mapsByTheirNames() throws Exception {
    Map<String, String> places =
        Map.of(
            "parse", "sk_skb/stream_parser:parsed",
            "judge", "sk_skb/stream_verdict:parsed",
            "judge_by_type", "sk_skb:whole",
            "send", "sk_msg:whole");
    inNetwork(
        () -> {
          OpenObject open = place(BpfObject.open(CompiledObjects.clang("sockets")), places);
          try (BpfObject object = open.load();
              ObjectLinks links = object.attachAll();
              Connection connection = Connection.open(anyPort())) {
            put(object, "parsed", 0, connection.accepted());
            put(object, "whole", 0, connection.client());
            passes(connection);
            assertThat(Runs.idle(object, List.of("parse", "judge", "send"))).isEmpty();
          }
          return DONE;
        });
  }

  @Test
  void aMapThatTheObjectDoesNotHave() {
    OpenObject open = BpfObject.open(CompiledObjects.clang("sockets"));
    try (BpfObject object = place(open, Map.of("send", "sk_msg:hole")).load()) {
      assertThatExceptionOfType(BpfObjectException.class)
          .isThrownBy(object::attachAll)
          .withMessageContaining("program 'send'")
          .withMessageContaining("no map 'hole'; did you mean 'whole'?");
    }
  }

  @Test
  void choiceForAnAddress() throws Exception {
    inNetwork(
        () -> {
          try (BpfObject object = load();
              ObjectLinks links = object.attachAll();
              Connection connection = Connection.open(anyPort())) {
            assertThat(links.attached()).singleElement().matches(a -> a.name().equals("look_up"));
            passes(connection);
            assertThat(Runs.of(object, "look_up")).isPositive();
          }
          return DONE;
        });
  }

  private static ServerSocketChannel listen(SocketAddress address) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    return server.bind(address);
  }

  @Test
  void choiceAmongThoseThatShareAPort() throws Exception {
    inNetwork(
        () -> {
          try (BpfObject object = load();
              ServerSocketChannel first = listen(anyPort());
              ServerSocketChannel second = listen(first.getLocalAddress());
              Link link = object.program("choose").attach(Hooks.reuseport(second));
              SocketChannel client = SocketChannel.open(first.getLocalAddress())) {
            assertThat(Runs.of(object, "choose")).isEqualTo(1);
          }
          return DONE;
        });
  }

  /** The connection waits at the first listener, which closes: the second accepts it. */
  @Test
  void migrationToAnotherListener() throws Exception {
    inNetwork(
        () -> {
          ServerSocketChannel first = listen(anyPort());
          try (BpfObject object = load();
              Link link = object.program("migrate").attach(Hooks.reuseport(first));
              SocketChannel client = SocketChannel.open(first.getLocalAddress());
              ServerSocketChannel second = listen(first.getLocalAddress())) {
            first.close();
            try (SocketChannel accepted = second.accept()) {
              assertThat(accepted.getRemoteAddress()).isEqualTo(client.getLocalAddress());
            }
            assertThat(Runs.of(object, "migrate")).isEqualTo(1);
          }
          return DONE;
        });
  }
}
