package dev.jbpf.examples.gethostlatency;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.layout.Size;

/** The program at a function's start, which notes time and name, and the one at its return. */
final class LookupPrograms {

  /** A call under way: when it began, in nanoseconds, and for which name. */
  record Call(long start, @Size(80) String host) {}

  /** A call that has returned, after that many nanoseconds. */
  record Event(long duration, int pid, @Size(16) String comm, @Size(80) String host) {}

  static final Codec<Event> EVENT = Codec.record(Event.class);

  /** By the number of process and thread. */
  static final MapDef<Long, Call> CALLS =
      MapDef.hash("calls", Codec.U64, Codec.record(Call.class), 10_240);

  static final MapDef<Nothing, Nothing> EVENTS = MapDef.ringBuffer("events", 1 << 16);

  private LookupPrograms() {}

  /** {@code int getaddrinfo(const char *node, …)}, and others with the name in front. */
  static Program enter() {
    return Probe.uprobe("enter")
        .build(
            p -> {
              Cell<Call> call = p.record(Call.class).set(Call::start, p.time());
              p.user().readText(call.at(Call::host), p.argument(1));
              p.map(CALLS).put(p.pidAndTid(), call);
              p.exit(0);
            })
        .program();
  }

  static Program exit() {
    return Probe.uretprobe("exit")
        .build(
            p -> {
              U64 thread = p.pidAndTid();
              Cell<Call> call = p.map(CALLS).find(thread).orReturn(0); // its start was before
              p.ring(EVENTS)
                  .reserved(
                      Event.class,
                      event -> {
                        U64 start = call.get(Call::start).toU64();
                        event.set(Event::duration, p.time().subtract(start));
                        event.set(Event::pid, p.pid());
                        p.command(event.at(Event::comm));
                        event.at(Event::host).set(call.at(Call::host));
                      });
              p.map(CALLS).remove(thread);
              p.exit(0);
            })
        .program();
  }
}
