package dev.jbpf.examples.sockex1;

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
import dev.jbpf.runtime.object.BpfObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts bytes sent by protocol, as the kernel's {@code samples/bpf/sockex1} does. */
public final class Sockex1 implements Example {
  /** The program's name in sockex1.c. */
  private static final String IN_C = "bpf_prog1";

  @Mixin private final LoopbackOptions loopback = new LoopbackOptions();

  @Option(
      names = "--object",
      paramLabel = "FILE",
      description = "Run the program of that object instead, which clang has made of sockex1.c.")
  private Optional<Path> object = Optional.empty();

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
  public void run(Run run) throws Exception {
    if (object.isPresent()) {
      try (BpfObject loaded = BpfObject.load(object.get())) {
        watch(run, loaded.program(IN_C), loaded.map(ByteCount.BYTES));
      }
    } else {
      try (KernelProgram program = Bpf.load(ByteCount.spec())) {
        watch(run, program, program.map(ByteCount.BYTES));
      }
    }
  }

  @SuppressWarnings("try") // the link is opened only to be closed
  private void watch(Run run, KernelProgram program, BpfMap<Integer, Long> bytes) throws Exception {
    try (Traffic traffic = loopback.traffic();
        Link link = program.attach(Hooks.packetSocket(loopback.networkInterface()))) {
      run.everySecond(traffic::round, () -> print(run, bytes));
    }
  }

  @Override
  public Optional<Replay> replay() {
    return Optional.of(
        Replay.of(ByteCount.spec(), (run, maps) -> print(run, maps.map(ByteCount.BYTES))));
  }

  private static void print(Run run, BpfMap<Integer, Long> bytes) {
    ProtocolCounts.print(run, bytes, "bytes");
  }
}
