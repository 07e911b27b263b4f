package dev.jbpf.examples.values.dispatch;

import dev.jbpf.dsl.value.Body;
import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;

/** The programs: one that asks which is right, and those. */
public final class DispatchPrograms {
  static final int OTHERS = 0;
  static final int TCP = 1;
  static final int UDP = 2;

  private static final int PROTOCOL = 14 + 9;

  /** The programs by {@link #OTHERS}, {@link #TCP} and {@link #UDP}. */
  public static final MapDef<Integer, Long> PROGRAMS = MapDef.progArray("programs", 3);

  /** How many packets each had; the last had none. */
  public static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 4);

  private DispatchPrograms() {}

  /** {@return the program that is attached} */
  public static ProgramDef dispatch() {
    return Probe.socket(
        "dispatch",
        p -> {
          var numberOf = p.function("number_of", U32.KIND, U8.KIND, DispatchPrograms::numberOf);
          p.tailCall(PROGRAMS, numberOf.call(p.u8At(PROTOCOL)));
          p.map(COUNTS).find(3).ifPresent(count -> count.addAtomic(1));
          p.exit(0);
        });
  }

  private static U32 numberOf(Body f, U8 protocol) {
    f.when(protocol.eq(6), () -> f.ret(TCP));
    f.when(protocol.eq(17), () -> f.ret(UDP));
    return f.u32(OTHERS);
  }

  /** {@return the program of that number, which counts and lets so many bytes pass} */
  public static ProgramDef handler(int number, int bytes) {
    return Probe.socket(
        "handler" + number,
        p -> {
          p.map(COUNTS).find(number).ifPresent(count -> count.addAtomic(1));
          p.exit(bytes);
        });
  }
}
