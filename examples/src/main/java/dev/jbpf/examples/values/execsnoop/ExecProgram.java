package dev.jbpf.examples.values.execsnoop;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.layout.Size;

/** The program, at the entry of the system call. */
public final class ExecProgram {
  /** A program that is to be started. */
  public record Event(int pid, int uid, @Size(16) String command, @Size(128) String path) {}

  /** To Java. */
  public static final MapDef<Nothing, Nothing> EVENTS = MapDef.ringBuffer("events", 1 << 18);

  private ExecProgram() {}

  /** {@return the program} */
  public static ProgramDef define() {
    return Probe.tracepoint("execsnoop", "syscalls", "sys_enter_execve")
        .since(5, 8)
        .build(
            p -> {
              p.ring(EVENTS)
                  .reserved(
                      Event.class,
                      event -> {
                        event.set(Event::pid, p.pid()).set(Event::uid, p.uid());
                        p.command(event.at(Event::command));
                        p.user().readText(event.at(Event::path), p.syscallArgument(0));
                      });
              p.exit(0);
            });
  }
}
