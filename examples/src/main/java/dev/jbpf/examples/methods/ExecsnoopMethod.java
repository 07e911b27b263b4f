package dev.jbpf.examples.methods;

import dev.jbpf.examples.values.execsnoop.ExecProgram;
import dev.jbpf.examples.values.execsnoop.ExecProgram.Event;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.TracepointContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Ring;

/** Tells who starts what. */
public final class ExecsnoopMethod {
  static final Ring<Event> EVENTS = Ring.of(ExecProgram.EVENTS, Event.class);

  private ExecsnoopMethod() {}

  @BpfProgram(value = "tracepoint/syscalls/sys_enter_execve", since = "5.8")
  static int execsnoop(TracepointContext call) {
    Cell<Event> event = EVENTS.reserve();
    if (event != null) {
      event.at(Event::pid).set(Kernel.pid());
      event.at(Event::uid).set(Kernel.uid());
      Kernel.command(event.at(Event::command));
      Kernel.readUserText(event.at(Event::path), call.syscallArgument(0));
      EVENTS.submit(event);
    }
    return 0;
  }
}
