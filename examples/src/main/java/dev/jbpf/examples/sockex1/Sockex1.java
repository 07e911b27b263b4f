package dev.jbpf.examples.sockex1;

import static dev.jbpf.examples.support.Protocols.IPPROTO_ICMP;
import static dev.jbpf.examples.support.Protocols.IPPROTO_TCP;
import static dev.jbpf.examples.support.Protocols.IPPROTO_UDP;

import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.LoopbackOptions;
import dev.jbpf.examples.support.Replay;
import dev.jbpf.examples.support.Run;
import dev.jbpf.examples.support.Traffic;
import dev.jbpf.map.BpfMap;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.sys.Capability;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;

/** Counts bytes sent by protocol, as the kernel's {@code samples/bpf/sockex1} does. */
public final class Sockex1 implements Example {
  @Mixin private final LoopbackOptions loopback = new LoopbackOptions();

  @Override
  public String name() {
    return "sockex1";
  }

  @Override
  public String description() {
    return "counts the bytes of TCP, UDP and ICMP that an interface sends";
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(Capability.CAP_NET_RAW);
  }

  @Override
  public OptionalInt seconds() {
    return OptionalInt.of(5);
  }

  @Override
  @SuppressWarnings("try") // the link is opened only to be closed
  public void run(Run run) throws Exception {
    try (Traffic traffic = loopback.traffic();
        KernelProgram program = Bpf.load(ByteCount.spec());
        Link link = program.attach(Hooks.packetSocket(loopback.networkInterface()))) {
      BpfMap<Integer, Long> bytes = program.map(ByteCount.BYTES);
      run.everySecond(traffic::round, () -> print(run, bytes));
    }
  }

  @Override
  public Optional<Replay> replay() {
    return Optional.of(
        Replay.of(ByteCount.spec(), (run, maps) -> print(run, maps.map(ByteCount.BYTES))));
  }

  private static void print(Run run, BpfMap<Integer, Long> bytes) {
    run.out()
        .printf(
            "TCP %d UDP %d ICMP %d bytes%n",
            sum(bytes, IPPROTO_TCP), sum(bytes, IPPROTO_UDP), sum(bytes, IPPROTO_ICMP));
  }

  private static long sum(BpfMap<Integer, Long> bytes, int protocol) {
    return bytes.lookup(protocol).orElseThrow();
  }
}
