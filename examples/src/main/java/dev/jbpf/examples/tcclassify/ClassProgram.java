package dev.jbpf.examples.tcclassify;

import static dev.jbpf.dsl.Arg.map;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.mapLookupElem;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.examples.support.PacketBlocks.ifIpv4;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.ProgramBuilder;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Iphdr;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
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

  private static final int SUM_PACKETS = 0;
  private static final int SUM_BYTES = 8;

  /** Each IP protocol's class: what Java tells the program. */
  static final MapDef<Integer, Long> CLASS_OF = MapDef.array("class_of", Codec.U32, PROTOCOLS);

  /** Each class's sum: what the program tells Java. */
  static final MapDef<Integer, Sum> SUMS = MapDef.array("sums", Codec.record(Sum.class), CLASSES);

  /** What the program keeps. */
  private static final Reg SKB = R6;

  private static final Reg HEADER = R7;
  private static final Reg END = R8;
  private static final Reg CLASS = R9;

  /** Where on the stack the key is: first the protocol, then the class. */
  private static final int KEY = -4;

  private ClassProgram() {}

  static Program classify() {
    return program(
        ProgramType.SCHED_CLS,
        b -> {
          b.mov(SKB, R1).mov(CLASS, 0);
          b.load(HEADER, SKB, SkBuff.DATA).load(END, SKB, SkBuff.DATA_END);
          ifIpv4(b, HEADER, END, HEADER, ClassProgram::lookUpClass);
          b.store(SKB, SkBuff.MARK, CLASS); // skb->mark = class
          sumUp(b);
          b.mov(R0, TcAction.UNSPEC.value()).exit(); // the next program may decide
        });
  }

  private static void lookUpClass(ProgramBuilder b) {
    b.load(R1, HEADER, Iphdr.PROTOCOL).stxw(R10, KEY, R1); // key = ip->protocol
    b.call(mapLookupElem(map(CLASS_OF), stack(KEY)));
    b.ifThen(R0.ne(0), found -> found.ldxw(CLASS, R0, 0));
  }

  private static void sumUp(ProgramBuilder b) {
    b.stxw(R10, KEY, CLASS).call(mapLookupElem(map(SUMS), stack(KEY)));
    b.ifThen(
        R0.ne(0),
        sum -> {
          sum.mov(R1, 1).aadd(R0, SUM_PACKETS, R1);
          sum.load(R1, SKB, SkBuff.LEN).aadd(R0, SUM_BYTES, R1);
        });
  }

  static ProgramSpec spec() {
    return ProgramSpec.of("tc_classify", ProgramType.SCHED_CLS, classify())
        .withMap(CLASS_OF)
        .withMap(SUMS);
  }
}
