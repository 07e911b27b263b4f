package dev.jbpf.runtime.attach.trace;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.call.PerfType;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.event.Tracefs;
import dev.jbpf.runtime.perf.PerfAttr;
import dev.jbpf.runtime.perf.PerfEvent;
import dev.jbpf.runtime.symbols.KernelSymbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A kprobe by way of a tracepoint that is made for it, as kernels before 4.17 need it. Unlike other
 * links it stays in the kernel's list, idle, when the process is killed.
 */
public final class TracefsProbe {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final KprobeHook hook;
  private final String event =
      "probe_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();

  public TracefsProbe(KprobeHook hook) {
    this.hook = hook;
  }

  public Link attach(KernelProgram program) {
    Tracefs tracefs = Tracefs.open(program.kernel());
    try {
      Path list = list(tracefs);
      create(list);
      return attach(program, tracefs, list);
    } catch (RuntimeException | Error e) {
      tracefs.close();
      throw e;
    }
  }

  private Path list(Tracefs tracefs) {
    Path list = tracefs.root().resolve("kprobe_events");
    if (!Files.exists(list)) {
      throw new SyscallException(
          "cannot attach to " + hook,
          Errno.EOPNOTSUPP,
          "This kernel has no kprobes (CONFIG_KPROBES, CONFIG_KPROBE_EVENTS); tracepoints, raw"
              + " tracepoints and uprobes may serve");
    }
    return list;
  }

  private void create(Path list) {
    try {
      write(list, definition(hook.function()));
    } catch (IOException e) {
      retry(list, hook.resolve(KernelSymbols.read(), Errno.ENOENT));
    }
  }

  private void retry(Path list, String name) {
    try {
      write(list, definition(name));
    } catch (IOException e) {
      throw new SyscallException("cannot attach to " + hook + " as " + name, Errno.EINVAL);
    }
  }

  private String definition(String function) {
    String place = hook.offset() == 0 ? function : function + "+" + hook.offset();
    return (hook.isReturn() ? "r:jbpf/" : "p:jbpf/") + event + " " + place;
  }

  private static void write(Path list, String line) throws IOException {
    Files.writeString(list, line + "\n", StandardOpenOption.APPEND);
  }

  private Link attach(KernelProgram program, Tracefs tracefs, Path list) {
    try {
      Path id = tracefs.root().resolve("events/jbpf").resolve(event).resolve("id");
      PerfAttr attr =
          new PerfAttr(
              program.kernel().calls().syscalls(),
              PerfType.TRACEPOINT.value(),
              Long.parseLong(Files.readString(id).strip()));
      Link link =
          PerfLinks.attach(
              program,
              PerfEvent.open(attr, -1, 0, hook.toString()),
              hook.cookie(),
              hook.toString());
      return () -> {
        link.close();
        remove(list);
        tracefs.close();
      };
    } catch (IOException e) {
      remove(list);
      throw new SyscallException("cannot attach to " + hook, Errno.ENOENT);
    } catch (RuntimeException | Error e) {
      remove(list);
      throw e;
    }
  }

  /** If it is gone already, all is well. */
  private void remove(Path list) {
    try {
      write(list, "-:jbpf/" + event);
    } catch (IOException gone) {
      return;
    }
  }
}
