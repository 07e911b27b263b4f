package dev.jbpf.examples.memcpy;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.Run;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.host.Capability;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;

/** Counts copies by size, and prints the counts every two seconds. */
public final class MemcpyStat implements Example {
  private static final String NAME = "memcpy_stat";
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final int CLASSES = 17;

  static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, CLASSES);

  @Mixin private final CopyFunction function = new CopyFunction();

  static Program countSizes() {
    return Probe.kprobe(NAME, "memcpy")
        .build(
            p -> {
              U64 size = p.argument(3).min(1024);
              U64 slot = size.add(63).shiftRight(6); // 0, 1 to 64, 65 to 128 …
              p.map(COUNTS).find(slot.toU32()).ifPresent(count -> count.addAtomic(1));
              p.exit(0);
            })
        .program();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "counts the copies that the kernel makes by their size, every 2 seconds";
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(Capability.CAP_PERFMON);
  }

  @Override
  public void run(Run run) throws Exception {
    try (CopyFunction.Watch watch = function.watch(run, name -> spec())) {
      BpfMap<Integer, Long> counts = watch.program().map(COUNTS);
      run.every(PERIOD, () -> print(run, counts));
    }
  }

  private static ProgramSpec spec() {
    return ProgramSpec.of(NAME, ProgramType.KPROBE, countSizes()).withMap(COUNTS);
  }

  private static void print(Run run, BpfMap<Integer, Long> counts) {
    run.out().println("        Size            Count");
    run.out().printf("%4d%20s%d%n", 0, "", counts.lookup(0).orElseThrow());
    for (int i = 1; i < CLASSES; i++) {
      String more = i == CLASSES - 1 ? "*" : " ";
      run.out()
          .printf(
              "%4d - %4d%s%12s%d%n", 64 * i - 63, 64 * i, more, "", counts.lookup(i).orElseThrow());
    }
    run.out().println("* Size > 1024 have been counted in this interval");
  }
}
