package dev.jbpf.examples.memcpy;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.Helpers.mapLookupElem;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.code.Program;
import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.Run;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.PtRegs;
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
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final int CLASSES = 17;

  private static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, CLASSES);

  @Mixin private final CopyFunction function = new CopyFunction();

  static Program countSizes() {
    return program(
        ProgramType.KPROBE,
        b -> {
          b.load(R6, R1, PtRegs.host().parameter(3)); // size
          b.ifThen(R6.gt(1024), t -> t.mov(R6, 1024));
          b.add(R6, 63).rsh(R6, 6); // its class: 0, 1 to 64, 65 to 128 …
          b.stxw(R10, -4, R6).call(mapLookupElem(map(COUNTS), stack(-4)));
          b.ifThen(R0.ne(0), t -> t.mov(R1, 1).aadd(R0, 0, R1));
          b.mov(R0, 0).exit();
        });
  }

  @Override
  public String name() {
    return "memcpy_stat";
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
    return ProgramSpec.of("memcpy_stat", ProgramType.KPROBE, countSizes()).withMap(COUNTS);
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
