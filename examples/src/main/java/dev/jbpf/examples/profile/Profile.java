package dev.jbpf.examples.profile;

import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.Run;
import dev.jbpf.kernel.PerfSoftware;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.map.KernelMap;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Samples the stacks of all CPUs, and prints how often each was seen. */
public final class Profile implements Example {
  @Option(
      names = {"-F", "--frequency"},
      paramLabel = "HERTZ",
      description = "Samples a second on each CPU (default: 49).")
  private int hertz = 49;

  @Option(
      names = {"-p", "--pid"},
      paramLabel = "PID",
      description = "Only that process.")
  private Optional<Integer> process = Optional.empty();

  @Option(
      names = {"-f", "--folded"},
      description = "A line for each stack, as flame graphs are made from.")
  private boolean isFolded;

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public String description() {
    return "samples where the CPUs spend their time, by perf events and stack traces";
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(Capability.CAP_PERFMON);
  }

  @Override
  @SuppressWarnings("try") // the link is opened only to be closed
  public void run(Run run) throws Exception {
    OptionalInt pid = process.map(OptionalInt::of).orElse(OptionalInt.empty());
    Hook clock = Hooks.sampling(PerfSoftware.CPU_CLOCK, hertz);
    try (KernelMap<SampleProgram.Key, Long> counts = Bpf.create(SampleProgram.COUNTS);
        KernelMap<Integer, long[]> stacks = Bpf.create(SampleProgram.STACKS)) {
      Samples samples = new Samples(counts, stacks);
      try (Link link =
          Bpf.load(SampleProgram.countStacks(pid), counts, stacks).named("profile").attach(clock)) {
        run.err().println(headline(pid));
        run.await(() -> samples.look() + " samples");
      }
      print(run.out(), samples.byStack());
    }
  }

  private String headline(OptionalInt pid) {
    return String.format(
        "Sampling at %d Hertz of %s by user + kernel stack... Hit Ctrl-C to end.",
        hertz, pid.isPresent() ? "PID " + pid.getAsInt() : "all threads");
  }

  /** The most frequent last, where it is seen first. */
  private void print(PrintStream out, Map<Samples.Stack, Long> stacks) {
    stacks.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(
            entry -> {
              if (isFolded) {
                out.println(folded(entry.getKey()) + " " + entry.getValue());
              } else {
                print(out, entry.getKey(), entry.getValue());
              }
            });
  }

  private static void print(PrintStream out, Samples.Stack stack, long count) {
    stack.functions().forEach(function -> out.println("    " + function));
    out.printf("    %-16s %s (%d)%n", "-", stack.comm(), stack.pid());
    out.printf("        %d%n%n", count);
  }

  /** {@code comm;outermost;…;innermost}. */
  private static String folded(Samples.Stack stack) {
    List<String> frames = new ArrayList<>(stack.functions());
    frames.add(stack.comm());
    Collections.reverse(frames);
    return String.join(";", frames);
  }
}
