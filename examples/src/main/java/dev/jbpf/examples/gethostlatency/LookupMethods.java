package dev.jbpf.examples.gethostlatency;

import dev.jbpf.examples.gethostlatency.LookupPrograms.Call;
import dev.jbpf.examples.gethostlatency.LookupPrograms.Event;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.KprobeContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Ring;
import dev.jbpf.methods.map.Table;

/** The same programs as methods. */
final class LookupMethods {
  private static final Table<Long, Call> CALLS = Table.of(LookupPrograms.CALLS);
  private static final Ring<Event> EVENTS = Ring.of(LookupPrograms.EVENTS, Event.class);

  private LookupMethods() {}

  @BpfProgram("uprobe")
  static int enter(KprobeContext function) {
    Cell<Call> call = Cell.room(Call.class);
    call.set(Call::start, Kernel.time());
    Kernel.readUserText(call.at(Call::host), function.argument(1));
    CALLS.put(Kernel.pidAndTid(), call);
    return 0;
  }

  @BpfProgram(value = "uretprobe", since = "5.8")
  static int exit(KprobeContext function) {
    long thread = Kernel.pidAndTid();
    Cell<Call> call = CALLS.find(thread);
    if (call == null) { // its start was before
      return 0;
    }
    Cell<Event> event = EVENTS.reserve();
    if (event != null) {
      event.set(Event::duration, Kernel.time() - call.get(Call::start));
      event.set(Event::pid, Kernel.pid());
      Kernel.command(event.at(Event::comm));
      event.at(Event::host).copy(call.at(Call::host));
      EVENTS.submit(event);
    }
    CALLS.remove(thread);
    return 0;
  }
}
