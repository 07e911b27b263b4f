package dev.jbpf.examples.memcpy;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.Probe;
import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.Run;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.event.TracePipe;
import dev.jbpf.runtime.host.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;

/** Prints the size of each copy. */
public final class MemcpyKprobe implements Example {
  private static final String NAME = "memcpy_kprobe";

  @Mixin private final CopyFunction function = new CopyFunction();

  /**
   * {@return the program that prints the third argument of {@code function}} It passes over the
   * thread that prints its lines: that copies, too, and there would be no end of it.
   */
  static Program printSize(String function, int printer) {
    return Probe.kprobe(NAME, function)
        .build(
            p -> {
              p.when(p.tid().ne(printer), () -> p.print(function + " size %lu", p.argument(3)));
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
    return "prints the size of each copy that the kernel makes, by the trace pipe";
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(Capability.CAP_PERFMON);
  }

  @Override
  @SuppressWarnings("try") // what is watched is opened only to be closed
  public void run(Run run) throws Exception {
    int self = threadId();
    try (TracePipe pipe = TracePipe.open(Kernel.local());
        CopyFunction.Watch watch = function.watch(run, name -> spec(name, self))) {
      run.repeat(atMost -> pipe.next(atMost).ifPresent(run.out()::println));
    }
  }

  private static ProgramSpec spec(String function, int printer) {
    return ProgramSpec.of(NAME, ProgramType.KPROBE, printSize(function, printer));
  }

  /** The kernel's number of this thread: the link reads {@code PID/task/TID}. */
  private static int threadId() throws IOException {
    Path link = Files.readSymbolicLink(Path.of("/proc/thread-self"));
    return Integer.parseInt(link.getFileName().toString());
  }
}
