package dev.jbpf.examples.sockexample;

import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.LoopbackOptions;
import dev.jbpf.examples.support.ProtocolCounts;
import dev.jbpf.examples.support.Replay;
import dev.jbpf.examples.support.Run;
import dev.jbpf.examples.support.Traffic;
import dev.jbpf.map.BpfMap;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.host.Capability;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;

/** Counts packets by protocol, as the kernel's {@code samples/bpf/sock_example} does. */
public final class SockExample implements Example {

  @Mixin private final LoopbackOptions loopback = new LoopbackOptions();

  @Override
  public String name() {
    return "sock_example";
  }

  @Override
  public String description() {
    return "counts TCP, UDP and ICMP packets on an interface";
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
        KernelProgram program = Bpf.load(CountProgram.spec());
        Link link = program.attach(Hooks.packetSocket(loopback.networkInterface()))) {
      BpfMap<Integer, Long> counts = program.map(CountProgram.COUNTS);
      run.everySecond(traffic::round, () -> print(run, counts));
    }
  }

  @Override
  public Optional<Replay> replay() {
    return Optional.of(
        Replay.of(CountProgram.spec(), (run, maps) -> print(run, maps.map(CountProgram.COUNTS))));
  }

  private static void print(Run run, BpfMap<Integer, Long> counts) {
    ProtocolCounts.print(run, counts, "packets");
  }
}
