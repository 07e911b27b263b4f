package dev.jbpf.examples.opensnoop;

import static dev.jbpf.dsl.Helpers.getCurrentPidTgid;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.TracepointFormat;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.layout.Size;
import java.util.OptionalInt;

/** The program at a system call's entry, which remembers the path, and the one at its exit. */
final class OpenPrograms {

  /** A call that has returned: the descriptor, or the negative of the error. */
  record Event(int pid, int result, @Size(16) String comm, @Size(256) String path) {}

  /** The path that a thread's call was given, by the number of process and thread. */
  static final MapDef<Long, Long> PATHS = MapDef.hash("paths", Codec.U64, Codec.U64, 10_240);

  static final MapDef<Nothing, Nothing> EVENTS = MapDef.ringBuffer("events", 1 << 20);

  /** How many events found no room. */
  static final MapDef<Integer, Long> LOST = MapDef.array("lost", Codec.U64, 1);

  static final Codec<Event> EVENT = Codec.record(Event.class);

  private OpenPrograms() {}

  /** {@return the program that says which process runs it, as all programs see it} */
  static Program self() {
    return program(ProgramType.RAW_TRACEPOINT, b -> b.call(getCurrentPidTgid()).rsh(R0, 32).exit());
  }

  /**
   * {@return the program at the entry}
   *
   * @param self the process that is left out
   * @param process the only one that is not; none for all others
   */
  static Program enter(TracepointFormat format, int self, OptionalInt process) {
    return Probe.tracepoint("enter", "syscalls", format.name())
        .build(
            p -> {
              U32 pid = p.pid();
              p.when(
                  process.isPresent() ? pid.ne(process.getAsInt()) : pid.eq(self), () -> p.exit(0));
              p.map(PATHS).put(p.pidAndTid(), p.get(U64.KIND, format.field("filename")));
              p.exit(0);
            })
        .program();
  }

  static Program exit(TracepointFormat format) {
    return Probe.tracepoint("exit", "syscalls", format.name())
        .build(
            p -> {
              // Its entry was before our time, or is nobody's concern.
              U64 path = p.map(PATHS).take(p.pidAndTid()).orReturn(0).u64();
              p.ring(EVENTS)
                  .reserved(
                      Event.class,
                      event -> {
                        event.set(Event::pid, p.pid());
                        event.set(Event::result, p.get(S64.KIND, format.field("ret")).toS32());
                        p.command(event.at(Event::comm));
                        p.user().readText(event.at(Event::path), path);
                      })
                  .otherwise(() -> p.map(LOST).increment(p.u32(0)));
              p.exit(0);
            })
        .program();
  }
}
