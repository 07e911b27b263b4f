package dev.jbpf.examples.xdpdrop;

import static dev.jbpf.examples.xdpdrop.DropProgram.DROPPED;
import static dev.jbpf.examples.xdpdrop.DropProgram.OTHER;
import static dev.jbpf.examples.xdpdrop.DropProgram.PACKETS;
import static dev.jbpf.kernel.Protocols.IPPROTO_ICMP;
import static dev.jbpf.kernel.Protocols.IPPROTO_TCP;
import static dev.jbpf.kernel.Protocols.IPPROTO_UDP;

import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.PacketScene;
import dev.jbpf.examples.support.Replay;
import dev.jbpf.examples.support.Run;
import dev.jbpf.map.BpfMap;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.XdpMode;
import dev.jbpf.runtime.host.Capability;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts packets before the network stack sees them, and drops those to a port. */
public final class XdpDrop implements Example {
  private static final int DISCARD = 9;
  private static final int DATAGRAMS = 3;

  @Mixin private final PacketScene scene = new PacketScene();

  @Option(
      names = "--drop",
      paramLabel = "PORT",
      description = "Drop UDP to that port (default: 9, where an own network gets some).")
  private int port = DISCARD;

  @Option(names = "--mode", description = "${COMPLETION-CANDIDATES} (default: BEST).")
  private XdpMode mode = XdpMode.BEST;

  @Override
  public String name() {
    return "xdp_drop";
  }

  @Override
  public String description() {
    return "counts the packets that come in on an interface, and drops those to a UDP port";
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(Capability.CAP_NET_ADMIN);
  }

  @Override
  @SuppressWarnings("try") // the link is opened only to be closed
  public void run(Run run) throws Exception {
    try (PacketScene open = scene.open();
        KernelProgram program = Bpf.load(DropProgram.spec(port));
        Link link = program.attach(Hooks.xdp(open.networkInterface(), mode))) {
      BpfMap<Integer, List<Long>> packets = program.map(PACKETS);
      BpfMap<Integer, List<Long>> dropped = program.map(DROPPED);
      run.everySecond(() -> sendSome(open), () -> print(run, packets, dropped));
    }
  }

  private static void sendSome(PacketScene scene) throws Exception {
    scene.round();
    scene.send(DISCARD, DATAGRAMS);
  }

  @Override
  public Optional<Replay> replay() {
    return Optional.of(
        Replay.of(
            DropProgram.spec(port),
            (run, maps) -> print(run, maps.map(PACKETS), maps.map(DROPPED))));
  }

  private static void print(
      Run run, BpfMap<Integer, List<Long>> packets, BpfMap<Integer, List<Long>> dropped) {
    run.out()
        .printf(
            "TCP %d UDP %d ICMP %d other %d packets, %d dropped%n",
            sum(packets, IPPROTO_TCP),
            sum(packets, IPPROTO_UDP),
            sum(packets, IPPROTO_ICMP),
            sum(packets, OTHER),
            sum(dropped, 0));
  }

  /** Of all CPUs. */
  private static long sum(BpfMap<Integer, List<Long>> counts, int key) {
    return counts.lookup(key).orElseThrow().stream().mapToLong(Long::longValue).sum();
  }
}
