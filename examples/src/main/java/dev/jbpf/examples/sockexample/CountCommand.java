package dev.jbpf.examples.sockexample;

import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.LoopbackTraffic;
import dev.jbpf.examples.support.Seconds;
import dev.jbpf.examples.support.Traffic;
import dev.jbpf.map.BpfMap;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.SyscallException;
import dev.jbpf.runtime.attach.Hooks;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One run of the example, with its options. */
@Command(
    name = "jbpf example sock_example",
    mixinStandardHelpOptions = true,
    description = "Counts TCP, UDP and ICMP packets: on lo each twice, as it is sent and received.")
final class CountCommand implements Callable<Integer> {
  private static final String LOOPBACK = "lo";
  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int UDP = 17;

  private final PrintStream out;
  private final PrintStream err;
  private final Permission permission;

  @Option(names = "--seconds", paramLabel = "N", description = "How long to count (default: 5).")
  private int seconds = 5;

  @Option(names = "--interface", paramLabel = "NAME", description = "Where (default: lo).")
  private String networkInterface = LOOPBACK;

  @Option(names = "--no-traffic", description = "Watch only; otherwise packets are made on lo.")
  private boolean isQuiet;

  CountCommand(PrintStream out, PrintStream err, Permission permission) {
    this.out = out;
    this.err = err;
    this.permission = permission;
  }

  @Override
  @SuppressWarnings("try") // the link is opened only to be closed
  public Integer call() throws Exception {
    if (!permission.isGranted()) {
      err.println(permission);
      return Example.NOT_POSSIBLE;
    }
    try (Traffic traffic = traffic();
        KernelProgram program = Bpf.load(CountProgram.spec());
        Link link = program.attach(Hooks.packetSocket(networkInterface))) {
      BpfMap<Integer, Long> counts = program.map(CountProgram.COUNTS);
      Seconds.run(seconds, traffic::round, () -> print(counts));
      return Example.OK;
    } catch (SyscallException | IllegalArgumentException e) {
      err.println("sock_example: " + e.getMessage());
      return Example.FAILED;
    }
  }

  private Traffic traffic() throws IOException {
    return isQuiet || !networkInterface.equals(LOOPBACK) ? Traffic.none() : new LoopbackTraffic();
  }

  private void print(BpfMap<Integer, Long> counts) {
    out.printf(
        "TCP %d UDP %d ICMP %d packets%n",
        count(counts, TCP), count(counts, UDP), count(counts, ICMP));
  }

  private static long count(BpfMap<Integer, Long> counts, int protocol) {
    return counts.lookup(protocol).orElseThrow();
  }
}
