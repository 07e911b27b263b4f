package dev.jbpf.examples.tcclassify;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.ProgramSpec;

/** The program: gives each packet the class of its protocol as mark, and sums up each class. */
final class ClassProgram {
  static final int PROTOCOLS = 256;
  static final int CLASSES = 16;

  /** What has passed of a class. */
  record Sum(long packets, long bytes) {}

  /** Each IP protocol's class: what Java tells the program. */
  static final MapDef<Integer, Long> CLASS_OF = MapDef.array("class_of", Codec.U32, PROTOCOLS);

  /** Each class's sum: what the program tells Java. */
  static final MapDef<Integer, Sum> SUMS = MapDef.array("sums", Codec.record(Sum.class), CLASSES);

  private ClassProgram() {}

  static Program classify() {
    return Probe.tc(
            "tc_classify",
            p -> {
              Var<U32> mark = p.var(p.u32(0));
              p.packet()
                  .ipv4()
                  .flatMap(ip -> p.map(CLASS_OF).find(ip.protocol()))
                  .ifPresent(found -> mark.set(found.u32()));
              p.setMark(mark.get());
              p.map(SUMS)
                  .find(mark.get())
                  .ifPresent(
                      sum -> {
                        sum.at(Sum::packets).addAtomic(1);
                        sum.at(Sum::bytes).addAtomic(p.length());
                      });
              p.exit(TcAction.UNSPEC); // the next program may decide
            })
        .program();
  }

  static ProgramSpec spec() {
    return ProgramSpec.of("tc_classify", ProgramType.SCHED_CLS, classify())
        .withMap(CLASS_OF)
        .withMap(SUMS);
  }
}
