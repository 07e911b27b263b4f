package dev.jbpf.examples.bitesize;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.Run;
import dev.jbpf.kernel.TracepointFormat;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.histogram.Log2Histogram;
import dev.jbpf.map.layout.Size;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.event.Tracefs;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.map.KernelMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the requests to block devices by process and size. */
public final class Bitesize implements Example {
  private static final Hook HOOK = Hooks.tracepoint("block", "block_rq_issue");

  /** Whose request of which size: {@code struct proc_key_t} of BCC's program. */
  record Key(@Size(16) String name, long slot) {}

  static final MapDef<Key, Long> DIST =
      MapDef.hash("dist", Codec.record(Key.class), Codec.U64, 10_240);

  static Program countSizes() {
    TracepointFormat issue = Tracefs.format(Kernel.local(), "block", "block_rq_issue");
    return Probe.tracepoint("bitesize", "block", "block_rq_issue")
        .build(
            p -> {
              Cell<Key> key = p.record(Key.class);
              p.copy(key.at(Key::name), issue.field("comm"));
              U32 kilobytes = p.get(U32.KIND, issue.field("bytes")).shiftRight(10);
              p.map(DIST).increment(key.set(Key::slot, p.log2(kilobytes).toU64()));
              p.exit(0);
            })
        .program();
  }

  @Override
  public String name() {
    return "bitesize";
  }

  @Override
  public String description() {
    return "shows the sizes of block I/O by process, from a tracepoint";
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(Capability.CAP_PERFMON);
  }

  @Override
  @SuppressWarnings("try") // the link is opened only to be closed
  public void run(Run run) throws Exception {
    try (KernelMap<Key, Long> dist = Bpf.create(DIST);
        Link link = Bpf.load(countSizes(), dist).named("bitesize").attach(HOOK)) {
      run.out().println("Tracing... Hit Ctrl-C to end.");
      run.await(() -> requests(dist) + " requests");
      byName(dist).forEach((name, counts) -> print(run, name, counts));
    }
  }

  private static long requests(KernelMap<Key, Long> dist) {
    return dist.toMap().values().stream().mapToLong(Long::longValue).sum();
  }

  private static SortedMap<String, SortedMap<Integer, Long>> byName(KernelMap<Key, Long> dist) {
    SortedMap<String, SortedMap<Integer, Long>> all = new TreeMap<>();
    dist.toMap()
        .forEach(
            (key, count) ->
                all.computeIfAbsent(key.name(), name -> new TreeMap<>())
                    .put((int) key.slot(), count));
    return all;
  }

  private static void print(Run run, String name, SortedMap<Integer, Long> counts) {
    run.out().printf("%nProcess Name = '%s'%n", name);
    run.out().print(Log2Histogram.of(counts).table("Kbytes"));
  }
}
