package dev.jbpf.examples.opensnoop;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.Helpers.*;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.TracepointFormat;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.Size;
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
    return program(
        ProgramType.TRACEPOINT,
        b -> {
          b.load(R6, R1, format.field("filename")).stxdw(R10, -16, R6);
          b.call(getCurrentPidTgid()).stxdw(R10, -8, R0).rsh(R0, 32);
          b.ifThen(
              process.isPresent() ? R0.ne(process.getAsInt()) : R0.eq(self),
              t -> t.mov(R0, 0).exit());
          b.call(mapUpdateElem(map(PATHS), stack(-8), stack(-16), imm(UpdateFlags.BPF_ANY)));
          b.mov(R0, 0).exit();
        });
  }

  static Program exit(TracepointFormat format) {
    return program(
        ProgramType.TRACEPOINT,
        b -> {
          b.load(R6, R1, format.field("ret"));
          b.call(getCurrentPidTgid()).stxdw(R10, -8, R0);
          b.call(mapLookupElem(map(PATHS), stack(-8)));
          // Its entry was before our time, or is nobody's concern.
          b.ifThen(R0.eq(0), t -> t.exit());
          b.ldxdw(R8, R0, 0); // char *path
          b.call(mapDeleteElem(map(PATHS), stack(-8)));
          b.call(ringbufReserve(map(EVENTS), imm(EVENT.size()), imm(0))).mov(R7, R0);
          b.ifThen(R7.eq(0), t -> t.stw(R10, -4, 0).increment(LOST, -4).mov(R0, 0).exit());
          b.ldxdw(R1, R10, -8).rsh(R1, 32).store(R7, field("pid"), R1); // tgid
          b.store(R7, field("result"), R6);
          b.call(getCurrentComm(at(R7, field("comm")), imm(field("comm").size())));
          b.call(probeReadUserStr(at(R7, field("path")), imm(field("path").size()), reg(R8)));
          b.call(ringbufSubmit(reg(R7), imm(0)));
          b.mov(R0, 0).exit();
        });
  }

  private static StructField field(String name) {
    return Codec.field(Event.class, name);
  }
}
