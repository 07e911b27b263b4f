package dev.jbpf.examples.opensnoop;

import dev.jbpf.examples.opensnoop.OpenPrograms.Event;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.TracepointContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Ring;
import dev.jbpf.methods.map.Table;

/** The same programs as methods; the process is a variable. */
final class OpenMethods {
  private static final Table<Long, Long> PATHS = Table.of(OpenPrograms.PATHS);
  private static final Ring<Event> EVENTS = Ring.of(OpenPrograms.EVENTS, Event.class);
  private static final Table<Integer, Long> LOST = Table.of(OpenPrograms.LOST);

  /** The process that is left out. */
  static int self;

  private OpenMethods() {}

  @BpfProgram("tracepoint/syscalls/sys_enter_openat")
  static int enter(TracepointContext call) {
    if (Kernel.pid() != self) {
      PATHS.put(Kernel.pidAndTid(), call.syscallArgument(1));
    }
    return 0;
  }

  @BpfProgram(value = "tracepoint/syscalls/sys_exit_openat", since = "5.8")
  static int exit(TracepointContext call) {
    long thread = Kernel.pidAndTid();
    Cell<Long> known = PATHS.find(thread);
    if (known == null) { // its entry was before our time, or is nobody's concern
      return 0;
    }
    long path = known.get();
    PATHS.remove(thread);
    Cell<Event> event = EVENTS.reserve();
    if (event == null) {
      LOST.increment(0);
      return 0;
    }
    event.set(Event::pid, Kernel.pid());
    event.set(Event::result, (int) call.syscallResult());
    Kernel.command(event.at(Event::comm));
    Kernel.readUserText(event.at(Event::path), path);
    EVENTS.submit(event);
    return 0;
  }
}
