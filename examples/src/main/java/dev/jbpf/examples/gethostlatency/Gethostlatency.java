package dev.jbpf.examples.gethostlatency;

import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.Links;
import dev.jbpf.examples.support.Run;
import dev.jbpf.map.Nothing;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.event.RingBuffers;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.map.KernelMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Prints each name that a process has the C library resolve, and how long it took. */
public final class Gethostlatency implements Example {
  private static final List<String> FUNCTIONS =
      List.of("getaddrinfo", "gethostbyname", "gethostbyname2");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final double MILLISECOND = 1e6;

  @Option(
      names = "--library",
      paramLabel = "FILE",
      description = "The C library to watch (default: the one that Java itself uses).")
  private Optional<Path> library = Optional.empty();

  @Override
  public String name() {
    return "gethostlatency";
  }

  @Override
  public String description() {
    return "shows how long names take to resolve, from probes in the C library";
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(Capability.CAP_PERFMON);
  }

  @Override
  @SuppressWarnings("try") // the links are opened only to be closed
  public void run(Run run) throws Exception {
    Path file = library.isPresent() ? library.get() : ownLibrary();
    try (KernelMap<?, ?> calls = Bpf.create(LookupPrograms.CALLS);
        KernelMap<Nothing, Nothing> events = Bpf.create(LookupPrograms.EVENTS);
        Links links = attach(file, calls, events);
        RingBuffers rings = RingBuffers.open(Kernel.local())) {
      run.out().printf("%-9s %-7s %-16s %10s %s%n", "TIME", "PID", "COMM", "LATms", "HOST");
      rings.add(events, LookupPrograms.EVENT, event -> print(run, event));
      run.repeat(rings::poll);
      rings.consume();
    }
  }

  private static Path ownLibrary() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines
          .filter(line -> line.matches(".*/(libc[.-]|ld-musl).*"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .findFirst()
          .orElseThrow(() -> new IOException("no C library is known: name one with --library"));
    }
  }

  private static Links attach(Path file, KernelMap<?, ?>... maps) {
    return Links.open(
        links ->
            FUNCTIONS.forEach(
                function -> {
                  links.add(
                      Bpf.load(LookupPrograms.enter(), maps)
                          .named("gethost_enter")
                          .attach(Hooks.uprobe(file, function)));
                  links.add(
                      Bpf.load(LookupPrograms.exit(), maps)
                          .named("gethost_exit")
                          .attach(Hooks.uretprobe(file, function)));
                }));
  }

  private static void print(Run run, LookupPrograms.Event event) {
    run.out()
        .printf(
            "%-9s %-7d %-16s %10.2f %s%n",
            LocalTime.now().format(TIME),
            event.pid(),
            event.comm(),
            event.duration() / MILLISECOND,
            event.host());
  }
}
