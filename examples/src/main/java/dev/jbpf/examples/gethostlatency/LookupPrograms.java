package dev.jbpf.examples.gethostlatency;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.Helpers.*;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.ProgramBuilder;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.Size;

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
    return program(
        ProgramType.KPROBE,
        b -> {
          b.load(R6, R1, PtRegs.host().parameter(1));
          b.call(getCurrentPidTgid()).stxdw(R10, -8, R0);
          b.call(ktimeGetNs()).stxdw(R10, -96, R0); // call.start
          b.call(probeReadUserStr(stack(-88), imm(80), reg(R6))); // call.host
          b.call(mapUpdateElem(map(CALLS), stack(-8), stack(-96), imm(UpdateFlags.BPF_ANY)));
          b.mov(R0, 0).exit();
        });
  }

  static Program exit() {
    return program(
        ProgramType.KPROBE,
        b -> {
          b.call(getCurrentPidTgid()).stxdw(R10, -8, R0);
          b.call(mapLookupElem(map(CALLS), stack(-8))).mov(R6, R0);
          b.ifThen(R6.eq(0), t -> t.exit()); // its start was before our time
          b.call(ringbufReserve(map(EVENTS), imm(EVENT.size()), imm(0))).mov(R7, R0);
          b.ifThen(R7.ne(0), LookupPrograms::submit);
          b.call(mapDeleteElem(map(CALLS), stack(-8)));
          b.mov(R0, 0).exit();
        });
  }

  /** R6 is the call, R7 the event. */
  private static void submit(ProgramBuilder b) {
    b.call(ktimeGetNs()).load(R1, R6, Codec.field(Call.class, "start")).sub(R0, R1);
    b.store(R7, field("duration"), R0);
    b.ldxdw(R0, R10, -8).rsh(R0, 32).store(R7, field("pid"), R0);
    b.call(getCurrentComm(at(R7, field("comm")), imm(16)));
    b.call(
        probeReadKernel(at(R7, field("host")), imm(80), at(R6, Codec.field(Call.class, "host"))));
    b.call(ringbufSubmit(reg(R7), imm(0)));
  }

  private static StructField field(String name) {
    return Codec.field(Event.class, name);
  }
}
