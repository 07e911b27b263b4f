package dev.jbpf.testing;

import dev.jbpf.classic.ClassicFormat;
import dev.jbpf.classic.ClassicInsn;
import dev.jbpf.classic.ClassicOp;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.classic.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary classic programs, from the instruction table alone. */
public final class ClassicPrograms {
  private static final long MAX_K = 0xffff_ffffL;
  private static final int NETWORK = -0x100000;
  private static final int LINK = -0x200000;
  private static final List<ClassicOp> ROWS = List.of(ClassicOp.values());

  private ClassicPrograms() {}

  /** {@return programs of any instructions with any values in all fields, and unknown codes} */
  public static Arbitrary<ClassicProgram> any() {
    Arbitrary<Integer> codes =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(9, Arbitraries.of(ROWS).map(ClassicOp::code)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 0xffff)));
    Arbitrary<Integer> skips = Arbitraries.integers().between(0, 255);
    Arbitrary<Integer> near = Arbitraries.of(0, 0, 0, 1, 2);
    Arbitrary<Integer> some = Arbitraries.oneOf(near, near, skips);
    Arbitrary<Long> operands =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, MAX_K),
            Arbitraries.longs().between(0, 20),
            Arbitraries.of(Extension.class).map(Extension::k));
    return Combinators.combine(codes, some, some, operands)
        .as(ClassicInsn::new)
        .list()
        .ofMaxSize(40)
        .map(ClassicProgram::of);
  }

  /** {@return programs that the kernel takes} */
  public static Arbitrary<ClassicProgram> valid() {
    return Arbitraries.randomValue(random -> valid(random, Set.of(Extension.values())));
  }

  /** {@return a program that the kernel takes, with loads of these extensions only} */
  public static ClassicProgram valid(Random random, Set<Extension> extensions) {
    int size = 2 + random.nextInt(40);
    List<ClassicInsn> insns = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      insns.add(insn(random, size - i, List.copyOf(extensions)));
    }
    insns.add(ClassicInsn.of(ClassicOp.RET_A, 0));
    return ClassicProgram.of(withScratchWritten(insns));
  }

  /** Words of M that are read are written first, so that none is read unset. */
  private static List<ClassicInsn> withScratchWritten(List<ClassicInsn> insns) {
    List<ClassicInsn> all = new ArrayList<>();
    insns.stream()
        .filter(insn -> insn.op().orElseThrow().format() == ClassicFormat.SCRATCH)
        .map(ClassicInsn::k)
        .distinct()
        .forEach(k -> all.add(ClassicInsn.of(ClassicOp.ST, k)));
    all.addAll(insns);
    return all;
  }

  private static ClassicInsn insn(Random random, int room, List<Extension> extensions) {
    ClassicOp op = ROWS.get(random.nextInt(ROWS.size()));
    if (op == ClassicOp.RET_X || op.mnemonic().equals("ret") && random.nextInt(4) != 0) {
      op = ClassicOp.LD_W_ABS;
    }
    int jt = op.format().branches() ? random.nextInt(Math.min(room, 256)) : 0;
    int jf = op.format().branches() ? random.nextInt(Math.min(room, 256)) : 0;
    return new ClassicInsn(op.code(), jt, jf, k(random, op, room, extensions));
  }

  private static long k(Random random, ClassicOp op, int room, List<Extension> extensions) {
    return switch (op.format()) {
      case NONE, LENGTH, ACCUMULATOR, INDEX, COMPARE_INDEX -> 0;
      case SCRATCH -> random.nextInt(ClassicProgram.SCRATCH_WORDS);
      case TARGET -> random.nextInt(room);
      case PACKET ->
          extensions.isEmpty() || random.nextInt(3) != 0
              ? place(random)
              : extensions.get(random.nextInt(extensions.size())).k();
      case PACKET_INDEXED -> place(random);
      case HEADER_LENGTH -> random.nextInt(70);
      case COMPARE_IMMEDIATE -> number(random);
      case IMMEDIATE ->
          switch (op) {
            case LSH_K, RSH_K -> random.nextInt(32);
            case DIV_K, MOD_K -> Math.max(1, number(random));
            default -> number(random);
          };
    };
  }

  /** From the packet's start, or from the header of the network or the link layer. */
  private static long place(Random random) {
    int base = List.of(0, 0, 0, 0, NETWORK, LINK).get(random.nextInt(6));
    return (base + random.nextInt(80)) & MAX_K;
  }

  private static long number(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(64);
      case 1 -> random.nextInt() & MAX_K;
      default -> (1L << random.nextInt(32)) - random.nextInt(2);
    };
  }
}
