package dev.jbpf.classic;

import dev.jbpf.code.origin.Origins;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A classic program: an array of {@code struct sock_filter}, immutable, each with its origin. Any
 * array is one; {@link #check} says what the kernel thinks of it.
 *
 * <p>Programs are equal when their instructions are; origins do not count.
 */
public final class ClassicProgram {
  /** The most instructions that the kernel takes: {@code BPF_MAXINSNS}. */
  public static final int MAX_SIZE = 4096;

  /** The words of scratch memory: {@code BPF_MEMWORDS}. */
  public static final int SCRATCH_WORDS = 16;

  private final List<ClassicInsn> insns;
  private final Origins origins;

  private ClassicProgram(List<ClassicInsn> insns, Origins origins) {
    this.insns = insns;
    this.origins = origins;
  }

  /** {@return the program of these instructions} */
  public static ClassicProgram of(List<ClassicInsn> insns) {
    return new ClassicProgram(List.copyOf(insns), Origins.NONE);
  }

  /** {@return the program of these instructions, and where each was written} */
  public static ClassicProgram of(List<ClassicInsn> insns, List<Origin> origins) {
    List<Origin> places = List.copyOf(origins);
    return new ClassicProgram(List.copyOf(insns), places::get);
  }

  /**
   * {@return the program that these bytes hold, as a machine of that order has them in memory}
   *
   * @throws IllegalArgumentException if the last instruction is not whole
   */
  public static ClassicProgram decode(byte[] bytes, ByteOrder order) {
    int rest = bytes.length % ClassicInsn.BYTES;
    if (rest != 0) {
      throw new IllegalArgumentException(
          bytes.length + " bytes are no whole number of instructions: " + rest + " left over");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
    List<ClassicInsn> insns = new ArrayList<>(bytes.length / ClassicInsn.BYTES);
    while (in.hasRemaining()) {
      insns.add(
          new ClassicInsn(
              in.getShort() & ClassicInsn.MAX_CODE,
              in.get() & ClassicInsn.MAX_SKIP,
              in.get() & ClassicInsn.MAX_SKIP,
              in.getInt() & ClassicInsn.MAX_K));
    }
    return of(insns);
  }

  /** {@return the bytes as a machine of that order has them in memory, 8 an instruction} */
  public byte[] toBytes(ByteOrder order) {
    ByteBuffer out = ByteBuffer.allocate(insns.size() * ClassicInsn.BYTES).order(order);
    for (ClassicInsn insn : insns) {
      out.putShort((short) insn.code())
          .put((byte) insn.jt())
          .put((byte) insn.jf())
          .putInt((int) insn.k());
    }
    return out.array();
  }

  /**
   * {@return what the kernel would refuse, as errors in the order of the instructions; nothing if
   * it takes the program}
   *
   * <p>The checks are those of {@code SO_ATTACH_FILTER}. The kernel itself says {@code EINVAL} to
   * all of them.
   */
  public List<Diagnostic> check() {
    return new KernelCheck(this).run();
  }

  /** {@return the instructions, in order} */
  public List<ClassicInsn> insns() {
    return insns;
  }

  /** {@return the number of instructions} */
  public int size() {
    return insns.size();
  }

  /** {@return where the instruction of that number was written} */
  public Origin origin(int index) {
    return origins.at(index);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassicProgram program && insns.equals(program.insns);
  }

  @Override
  public int hashCode() {
    return insns.hashCode();
  }

  @Override
  public String toString() {
    return "ClassicProgram of " + size() + (size() == 1 ? " instruction" : " instructions");
  }
}
