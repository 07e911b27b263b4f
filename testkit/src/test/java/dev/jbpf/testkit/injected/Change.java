package dev.jbpf.testkit.injected;

import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What is done to an instruction; each leaves a class that the JVM takes. */
enum Change {
  /** A jump goes the other way. */
  TURN(
      Map.ofEntries(
          Map.entry(Opcodes.IFEQ, Opcodes.IFNE),
          Map.entry(Opcodes.IFNE, Opcodes.IFEQ),
          Map.entry(Opcodes.IFLT, Opcodes.IFGE),
          Map.entry(Opcodes.IFGE, Opcodes.IFLT),
          Map.entry(Opcodes.IFGT, Opcodes.IFLE),
          Map.entry(Opcodes.IFLE, Opcodes.IFGT),
          Map.entry(Opcodes.IF_ICMPEQ, Opcodes.IF_ICMPNE),
          Map.entry(Opcodes.IF_ICMPNE, Opcodes.IF_ICMPEQ),
          Map.entry(Opcodes.IF_ICMPLT, Opcodes.IF_ICMPGE),
          Map.entry(Opcodes.IF_ICMPGE, Opcodes.IF_ICMPLT),
          Map.entry(Opcodes.IF_ICMPGT, Opcodes.IF_ICMPLE),
          Map.entry(Opcodes.IF_ICMPLE, Opcodes.IF_ICMPGT))),
  /** A comparison is wrong by one. */
  BOUND(
      Map.of(
          Opcodes.IFLT, Opcodes.IFLE,
          Opcodes.IFGE, Opcodes.IFGT,
          Opcodes.IFGT, Opcodes.IFGE,
          Opcodes.IFLE, Opcodes.IFLT,
          Opcodes.IF_ICMPLT, Opcodes.IF_ICMPLE,
          Opcodes.IF_ICMPGE, Opcodes.IF_ICMPGT,
          Opcodes.IF_ICMPGT, Opcodes.IF_ICMPGE,
          Opcodes.IF_ICMPLE, Opcodes.IF_ICMPLT)),
  /** Another operation is done. */
  OPERATE(
      Map.ofEntries(
          Map.entry(Opcodes.IADD, Opcodes.ISUB),
          Map.entry(Opcodes.ISUB, Opcodes.IADD),
          Map.entry(Opcodes.LADD, Opcodes.LSUB),
          Map.entry(Opcodes.LSUB, Opcodes.LADD),
          Map.entry(Opcodes.IAND, Opcodes.IOR),
          Map.entry(Opcodes.IOR, Opcodes.IAND),
          Map.entry(Opcodes.LAND, Opcodes.LOR),
          Map.entry(Opcodes.LOR, Opcodes.LAND),
          Map.entry(Opcodes.LXOR, Opcodes.LOR),
          Map.entry(Opcodes.ISHL, Opcodes.ISHR),
          Map.entry(Opcodes.ISHR, Opcodes.ISHL),
          Map.entry(Opcodes.IUSHR, Opcodes.ISHL),
          Map.entry(Opcodes.LSHL, Opcodes.LUSHR),
          Map.entry(Opcodes.LSHR, Opcodes.LUSHR),
          Map.entry(Opcodes.LUSHR, Opcodes.LSHR),
          Map.entry(Opcodes.IMUL, Opcodes.IADD),
          Map.entry(Opcodes.LMUL, Opcodes.LADD))),
  /** A small number is another. */
  COUNT(
      Map.of(
          Opcodes.ICONST_0, Opcodes.ICONST_1,
          Opcodes.ICONST_1, Opcodes.ICONST_0,
          Opcodes.ICONST_2, Opcodes.ICONST_3,
          Opcodes.ICONST_3, Opcodes.ICONST_2,
          Opcodes.ICONST_4, Opcodes.ICONST_5,
          Opcodes.ICONST_5, Opcodes.ICONST_4,
          Opcodes.LCONST_0, Opcodes.LCONST_1,
          Opcodes.LCONST_1, Opcodes.LCONST_0)),
  /** What the method computed is lost, and zero returned. */
  FORGET(Map.of(Opcodes.IRETURN, Opcodes.ICONST_0, Opcodes.LRETURN, Opcodes.LCONST_0));

  private final Map<Integer, Integer> opcodes;

  Change(Map<Integer, Integer> opcodes) {
    this.opcodes = opcodes;
  }

  /** {@return whether instructions of {@code opcode} can be changed so} */
  boolean fits(int opcode) {
    return opcodes.containsKey(opcode);
  }

  /** {@return what stands in the place of {@code opcode}} */
  int of(int opcode) {
    return opcodes.get(opcode);
  }

  /** Writes the instruction without operands that stands in the place of {@code opcode}. */
  void write(int opcode, MethodVisitor out) {
    if (this == FORGET) {
      out.visitInsn(opcode == Opcodes.LRETURN ? Opcodes.POP2 : Opcodes.POP);
      out.visitInsn(of(opcode));
      out.visitInsn(opcode);
    } else {
      out.visitInsn(of(opcode));
    }
  }
}
