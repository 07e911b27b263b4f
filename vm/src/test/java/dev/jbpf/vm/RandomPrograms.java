package dev.jbpf.vm;

import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Programs of all instructions that mostly run for a while: jumps go to places in the program,
 * accesses start from the memory or the stack, helpers are called with maps.
 */
final class RandomPrograms {
  /** Registers that keep pointers: r8 to the memory, r9 into the stack. */
  private static final List<Reg> POINTERS = List.of(Reg.R8, Reg.R9, Reg.R10, Reg.R1);

  private static final List<Op> OPS =
      Op.all().stream().filter(op -> op != Op.CALL_KFUNC && op != Op.LDDW_FUNC).toList();

  /** The descriptors of the maps that {@link #maps} makes. */
  private static final int ARRAY = 3;

  private static final int HASH = 4;

  private RandomPrograms() {}

  /** {@return the maps that the programs use, made in {@code vm}: small, so that they get full} */
  static List<BpfMap<?, Long>> maps(Vm vm) {
    return List.of(
        vm.map(MapDef.array("array", Codec.U64, 3)),
        vm.map(MapDef.hash("hash", Codec.U64, Codec.U64, 3)));
  }

  static String text(Program program) {
    return Disassembler.text(program, Dialect.LLVM);
  }

  /** One instruction, before the program's length is known. */
  private record Seed(Op op, int dst, int src, int offset, long imm, int place) {}

  static Arbitrary<Program> programs(int maxSize) {
    return seed().list().ofMinSize(1).ofMaxSize(maxSize).map(RandomPrograms::build);
  }

  private static Arbitrary<Seed> seed() {
    return Combinators.combine(
            Arbitraries.of(OPS),
            Arbitraries.integers().between(0, 7),
            Arbitraries.integers().between(0, 7),
            Arbitraries.integers().between(-24, 72),
            immediates(),
            Arbitraries.integers().between(0, 1 << 20))
        .as(Seed::new);
  }

  private static Arbitrary<Long> immediates() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(-70, 70),
        Arbitraries.longs(),
        Arbitraries.of(0L, -1L, 1L << 31, (1L << 31) - 1, Long.MIN_VALUE, 0xffff_ffffL));
  }

  private static Program build(List<Seed> seeds) {
    List<CodeElement> elements = new ArrayList<>();
    elements.add(Insn.of(Op.MOV_REG, Reg.R8, Reg.R1, 0, 0));
    elements.add(Insn.of(Op.MOV_REG, Reg.R9, Reg.R10, 0, 0));
    elements.add(Insn.of(Op.ADD_IMM, Reg.R9, Reg.R0, 0, -64));
    List<Label> labels = new ArrayList<>();
    seeds.forEach(seed -> labels.add(Label.create()));
    for (int i = 0; i < seeds.size(); i++) {
      elements.add(labels.get(i));
      if (seeds.get(i).place() % 16 == 1) {
        elements.addAll(mapCall(seeds.get(i)));
      } else {
        elements.add(element(seeds.get(i), i, labels));
      }
    }
    elements.add(Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
    return Program.link(elements);
  }

  private static CodeElement element(Seed seed, int at, List<Label> labels) {
    Op op = seed.op();
    Format format = op.format();
    Reg dst = format.has(Field.DST) ? Reg.of(seed.dst()) : Reg.R0;
    Reg src = format.has(Field.SRC) ? Reg.of(seed.src()) : Reg.R0;
    if (format.hasTarget()) {
      // Mostly forwards: a program that only goes back soon has no budget left.
      int ahead = seed.place() % 4 == 0 ? 0 : at;
      int place = ahead + seed.place() / 4 % (labels.size() - ahead);
      return new Branch(op, dst, src, imm(op, seed.imm()), labels.get(place));
    }
    return switch (format) {
      case LOAD -> Insn.of(op, dst, pointer(seed.src()), seed.offset(), 0);
      case STORE_IMM -> Insn.of(op, pointer(seed.dst()), Reg.R0, seed.offset(), (int) seed.imm());
      case STORE_REG, ATOMIC -> Insn.of(op, pointer(seed.dst()), src, aligned(op, seed), 0);
      case HELPER_ID -> Insn.of(op, Reg.R0, Reg.R0, 0, HELPERS[(int) (seed.imm() & 3)]);
      case PACKET_ABS, PACKET_IND -> Insn.of(op, dst, src, 0, seed.imm() & 31);
      default -> Insn.of(op, dst, src, 0, imm(format, seed.imm()));
    };
  }

  /** Lookup, update or delete with a small key, and after a lookup a change of the value. */
  private static List<CodeElement> mapCall(Seed seed) {
    int helper = 1 + seed.src() % 3;
    boolean isArray = seed.dst() % 2 == 0;
    List<CodeElement> elements = new ArrayList<>();
    elements.add(Insn.of(Op.STDW, Reg.R10, Reg.R0, -8, seed.imm() & 3));
    elements.add(Insn.of(Op.LDDW_MAP_FD, Reg.R1, Reg.R0, 0, isArray ? ARRAY : HASH));
    elements.add(Insn.of(Op.MOV_REG, Reg.R2, Reg.R10, 0, 0));
    elements.add(Insn.of(Op.ADD_IMM, Reg.R2, Reg.R0, 0, -8));
    elements.add(Insn.of(Op.MOV_REG, Reg.R3, Reg.R9, 0, 0));
    elements.add(Insn.of(Op.MOV_IMM, Reg.R4, Reg.R0, 0, seed.dst() % 4));
    elements.add(Insn.of(Op.CALL, Reg.R0, Reg.R0, 0, helper));
    if (helper == 1) {
      Label missing = Label.create();
      elements.add(new Branch(Op.JEQ_IMM, Reg.R0, Reg.R0, 0, missing));
      elements.add(Insn.of(Op.LDXDW, Reg.R5, Reg.R0, 0, 0));
      elements.add(Insn.of(Op.AFADD, Reg.R0, Reg.R4, 0, 0));
      elements.add(Insn.of(Op.STXW, Reg.R0, Reg.R7, 4, 0));
      elements.add(missing);
    }
    return elements;
  }

  /** Random number, CPU, task, and one that takes a map and gets none. */
  private static final int[] HELPERS = {7, 8, 14, 1};

  private static int aligned(Op op, Seed seed) {
    return op.format() == Format.ATOMIC ? seed.offset() & ~7 : seed.offset();
  }

  private static Reg pointer(int number) {
    return POINTERS.get(number % POINTERS.size());
  }

  private static int imm(Op op, long value) {
    return op.format() == Format.JUMP_IMM ? (int) value : 0;
  }

  private static long imm(Format format, long value) {
    return switch (format.immediate()) {
      case FIXED -> 0;
      case S32, LOW32 -> (int) value;
      case U16_PAIR -> value & 0xffff_ffffL;
      default -> value;
    };
  }
}
