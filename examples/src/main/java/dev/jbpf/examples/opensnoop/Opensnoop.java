package dev.jbpf.examples.opensnoop;

import dev.jbpf.code.Program;
import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.Links;
import dev.jbpf.examples.support.Run;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.TracepointFormat;
import dev.jbpf.map.Nothing;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.event.RingBuffers;
import dev.jbpf.runtime.event.Tracefs;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.map.KernelMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Prints each file that is opened, or could not be, and by whom. */
public final class Opensnoop implements Example {
  private static final String CATEGORY = "syscalls";
  private static final List<String> CALLS = List.of("open", "openat", "openat2");

  @Option(
      names = {"-x", "--failed"},
      description = "Only calls that failed.")
  private boolean isFailedOnly;

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = "Only processes of a name.")
  private Optional<String> process = Optional.empty();

  @Option(
      names = {"-p", "--pid"},
      paramLabel = "PID",
      description = "Only that process.")
  private Optional<Integer> pid = Optional.empty();

  @Override
  public String name() {
    return "opensnoop";
  }

  @Override
  public String description() {
    return "shows who opens which files, from tracepoints by a ring buffer";
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(Capability.CAP_PERFMON);
  }

  @Override
  @SuppressWarnings("try") // the links are opened only to be closed
  public void run(Run run) throws Exception {
    try (KernelMap<Long, Long> paths = Bpf.create(OpenPrograms.PATHS);
        KernelMap<Nothing, Nothing> events = Bpf.create(OpenPrograms.EVENTS);
        KernelMap<Integer, Long> lost = Bpf.create(OpenPrograms.LOST);
        Links links = attach(paths, events, lost);
        RingBuffers rings = RingBuffers.open(Kernel.local())) {
      run.out().printf("%-6s %-16s %4s %3s %s%n", "PID", "COMM", "FD", "ERR", "PATH");
      rings.add(events, OpenPrograms.EVENT, event -> print(run, event));
      run.repeat(rings::poll);
      rings.consume();
      long count = lost.lookup(0).orElseThrow();
      if (count > 0) {
        run.err().println(count + " events were lost");
      }
    }
  }

  /** In a container this process has another number than the kernel's programs see. */
  private static int self() {
    ProgramSpec spec = ProgramSpec.of("self", ProgramType.RAW_TRACEPOINT, OpenPrograms.self());
    try (KernelProgram program = Bpf.load(spec)) {
      return (int) program.testRun(TestRun.onContext(new byte[0])).returnValue();
    }
  }

  /** Old calls are missing on new machines, and new ones on old kernels. */
  private Links attach(KernelMap<?, ?>... maps) {
    int self = self();
    OptionalInt only = pid.map(OptionalInt::of).orElse(OptionalInt.empty());
    return Links.open(
        links ->
            CALLS.stream()
                .filter(call -> Tracefs.has(Kernel.local(), CATEGORY, "sys_enter_" + call))
                .forEach(
                    call -> {
                      links.add(
                          attach(
                              "sys_enter_" + call,
                              format -> OpenPrograms.enter(format, self, only),
                              maps));
                      links.add(attach("sys_exit_" + call, OpenPrograms::exit, maps));
                    }));
  }

  private static Link attach(
      String tracepoint, Function<TracepointFormat, Program> program, KernelMap<?, ?>... maps) {
    TracepointFormat format = Tracefs.format(Kernel.local(), CATEGORY, tracepoint);
    return Bpf.load(program.apply(format), maps)
        .named("opensnoop")
        .attach(Hooks.tracepoint(CATEGORY, tracepoint));
  }

  private void print(Run run, OpenPrograms.Event event) {
    if (isFailedOnly && event.result() >= 0
        || process.isPresent() && !process.get().equals(event.comm())) {
      return;
    }
    int descriptor = Math.max(event.result(), -1);
    int error = Math.max(-event.result(), 0);
    run.out()
        .printf(
            "%-6d %-16s %4d %3d %s%n", event.pid(), event.comm(), descriptor, error, event.path());
  }
}
