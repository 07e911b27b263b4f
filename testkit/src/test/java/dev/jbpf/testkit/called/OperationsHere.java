package dev.jbpf.testkit.called;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.BpfSockOps;
import dev.jbpf.kernel.SkMsgMd;
import dev.jbpf.kernel.SockOps;
import dev.jbpf.map.Codec;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.StructContext;
import dev.jbpf.vm.context.Structs;
import dev.jbpf.vm.world.Socket;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The programs of {@code operations.c} on the virtual machine, told of a connection's life. */
final class OperationsHere {
  private static final String HERE = "127.0.0.1";
  private static final int CLIENT = 40_000;
  private static final int SERVER = 7_000;

  /** As the kernel writes them: the largest segment, stamps and a scale. */
  private static final String OF_SYN = "0204ffd7" + "0402080a0000000100000000" + "01030307";

  /** Stamps, and what the program at the other end wrote. */
  private static final String OF_DATA =
      "0101080a0000000100000002" + "fe04eb9f" + "fe05eb9e08" + "4d0309" + "01010101";

  private static final int[] WITHOUT_HEADERS = {
    SockOps.BPF_SOCK_OPS_TIMEOUT_INIT,
    SockOps.BPF_SOCK_OPS_RWND_INIT,
    SockOps.BPF_SOCK_OPS_TCP_CONNECT_CB,
    SockOps.BPF_SOCK_OPS_NEEDS_ECN,
    SockOps.BPF_SOCK_OPS_STATE_CB,
    SockOps.BPF_SOCK_OPS_TCP_LISTEN_CB,
    SockOps.BPF_SOCK_OPS_RTT_CB
  };

  private final VmObject object;

  private OperationsHere(BpfObjectFile file, Engine engine) {
    this.object = VmObject.load(file, VmOptions.DEFAULT.withEngine(engine));
  }

  /** {@return what is in those variables afterwards} */
  static Map<String, int[]> results(BpfObjectFile file, Engine engine, List<String> variables) {
    OperationsHere here = new OperationsHere(file, engine);
    here.live();
    return variables.stream()
        .collect(Collectors.toMap(name -> name, name -> IntVariables.numbers(here.variable(name))));
  }

  private byte[] variable(String name) {
    return object.variable(name, Codec.bytes(IntVariables.size(object.contents(), name))).get();
  }

  private static byte[] header(String options) {
    byte[] rest = HexFormat.of().parseHex(options);
    byte[] header = new byte[20 + rest.length];
    header[12] = (byte) (header.length / 4 << 4);
    System.arraycopy(rest, 0, header, 20, rest.length);
    return header;
  }

  private void live() {
    Socket client = Socket.connected(HERE, CLIENT, HERE, SERVER);
    Socket server = Socket.connected(HERE, SERVER, HERE, CLIENT);
    object.variable("port", Codec.U16).set(SERVER);
    object
        .program("connects")
        .run(
            Structs.socketAddress(client)
                .with(BpfSockAddr.USER_PORT, Short.reverseBytes((short) SERVER) & 0xffff));
    for (int operation : WITHOUT_HEADERS) {
      tell(client, operation, "");
    }
    tell(client, SockOps.BPF_SOCK_OPS_HDR_OPT_LEN_CB, OF_SYN);
    tell(client, SockOps.BPF_SOCK_OPS_WRITE_HDR_OPT_CB, OF_SYN);
    tell(client, SockOps.BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB, OF_SYN);
    tell(server, SockOps.BPF_SOCK_OPS_PASSIVE_ESTABLISHED_CB, OF_DATA);
    tell(server, SockOps.BPF_SOCK_OPS_PARSE_HDR_OPT_CB, OF_DATA);
    StructContext message =
        StructContext.of(SkMsgMd.SIZE)
            .with(SkMsgMd.SK, client)
            .withData(SkMsgMd.DATA, SkMsgMd.DATA_END, ConnectingMember.message());
    object.program("sends").run(message);
  }

  private void tell(Socket socket, int operation, String options) {
    StructContext context = Structs.socketOperation(operation, socket);
    object
        .program("operations")
        .run(
            options.isEmpty()
                ? context
                : context.withData(BpfSockOps.SKB_DATA, BpfSockOps.SKB_DATA_END, header(options)));
  }
}
