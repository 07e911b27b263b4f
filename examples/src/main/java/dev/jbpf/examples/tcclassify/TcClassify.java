package dev.jbpf.examples.tcclassify;

import static dev.jbpf.examples.tcclassify.ClassProgram.CLASSES;
import static dev.jbpf.examples.tcclassify.ClassProgram.CLASS_OF;
import static dev.jbpf.examples.tcclassify.ClassProgram.SUMS;

import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.PacketScene;
import dev.jbpf.examples.support.Replay;
import dev.jbpf.examples.support.Run;
import dev.jbpf.examples.tcclassify.ClassProgram.Sum;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.map.BpfMap;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Direction;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.host.Capability;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts packets into classes at an interface's traffic control. */
public final class TcClassify implements Example {
  @Mixin private final PacketScene scene = new PacketScene();

  @Option(
      names = "--class",
      paramLabel = "PROTOCOL=CLASS",
      description = {
        "The class, 0 to 15, of packets of an IP protocol, by its number; may be repeated",
        "(default: 1=1 6=2 17=3, which are ICMP, TCP and UDP). All others are of class 0."
      })
  private Map<Integer, Integer> classOf =
      new TreeMap<>(
          Map.of(Protocols.IPPROTO_ICMP, 1, Protocols.IPPROTO_TCP, 2, Protocols.IPPROTO_UDP, 3));

  @Option(names = "--direction", description = "${COMPLETION-CANDIDATES} (default: INGRESS).")
  private Direction direction = Direction.INGRESS;

  @Option(names = "--clsact", description = "By the queueing discipline, even if there are links.")
  private boolean isClsact;

  @Override
  public String name() {
    return "tc_classify";
  }

  @Override
  public String description() {
    return "marks packets with the class of their protocol, at an interface's traffic control";
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(Capability.CAP_NET_ADMIN);
  }

  @Override
  @SuppressWarnings("try") // the link is opened only to be closed
  public void run(Run run) throws Exception {
    try (PacketScene open = scene.open();
        KernelProgram program = Bpf.load(ClassProgram.spec())) {
      configure(program.map(CLASS_OF));
      BpfMap<Integer, Sum> sums = program.map(SUMS);
      try (Link link = program.attach(hook(open.networkInterface()))) {
        run.everySecond(open::round, () -> print(run, sums));
      }
    }
  }

  private Hook hook(String networkInterface) {
    return isClsact
        ? Hooks.clsact(networkInterface, direction)
        : Hooks.tc(networkInterface, direction);
  }

  /** Before the program runs for the first time. */
  private void configure(BpfMap<Integer, Long> map) {
    classOf.forEach(
        (protocol, number) -> {
          if (number < 0 || number >= CLASSES) {
            throw new IllegalArgumentException("class " + number + " is not one of 0 to 15");
          }
          map.update(protocol, (long) number);
        });
  }

  @Override
  public Optional<Replay> replay() {
    Replay replay = Replay.of(ClassProgram.spec(), (run, maps) -> print(run, maps.map(SUMS)));
    configure(replay.map(CLASS_OF));
    return Optional.of(replay);
  }

  private static void print(Run run, BpfMap<Integer, Sum> sums) {
    StringJoiner line = new StringJoiner(", ");
    for (int number = 0; number < CLASSES; number++) {
      Sum sum = sums.lookup(number).orElseThrow();
      if (sum.packets() > 0) {
        line.add("class %d: %d packets %d bytes".formatted(number, sum.packets(), sum.bytes()));
      }
    }
    run.out().println(line.length() == 0 ? "no packets" : line);
  }
}
