package dev.jbpf.testkit.injected;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What is done to an instruction; each leaves a class that the JVM takes. */
enum Change {
  /** A jump goes the other way. */
  TURN(
      bothWays(
          Map.of(
              Opcodes.IFEQ, Opcodes.IFNE,
              Opcodes.IFLT, Opcodes.IFGE,
              Opcodes.IFGT, Opcodes.IFLE,
              Opcodes.IF_ICMPEQ, Opcodes.IF_ICMPNE,
              Opcodes.IF_ICMPLT, Opcodes.IF_ICMPGE,
              Opcodes.IF_ICMPGT, Opcodes.IF_ICMPLE))),
  /** A comparison is wrong by one. */
  BOUND(
      bothWays(
          Map.of(
              Opcodes.IFLT, Opcodes.IFLE,
              Opcodes.IFGE, Opcodes.IFGT,
              Opcodes.IF_ICMPLT, Opcodes.IF_ICMPLE,
              Opcodes.IF_ICMPGE, Opcodes.IF_ICMPGT))),
  /** Another operation is done. */
  OPERATE(
      Stream.of(
              bothWays(
                  Map.of(
                      Opcodes.IADD, Opcodes.ISUB,
                      Opcodes.LADD, Opcodes.LSUB,
                      Opcodes.IAND, Opcodes.IOR,
                      Opcodes.LAND, Opcodes.LOR,
                      Opcodes.ISHL, Opcodes.ISHR,
                      Opcodes.LSHR, Opcodes.LUSHR)),
              Map.of(
                  Opcodes.LXOR, Opcodes.LOR,
                  Opcodes.IUSHR, Opcodes.ISHL,
                  Opcodes.LSHL, Opcodes.LUSHR,
                  Opcodes.IMUL, Opcodes.IADD,
                  Opcodes.LMUL, Opcodes.LADD))
          .flatMap(map -> map.entrySet().stream())
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))),
  /** A small number is another. */
  COUNT(
      bothWays(
          Map.of(
              Opcodes.ICONST_0, Opcodes.ICONST_1,
              Opcodes.ICONST_2, Opcodes.ICONST_3,
              Opcodes.ICONST_4, Opcodes.ICONST_5,
              Opcodes.LCONST_0, Opcodes.LCONST_1))),
  /** A larger number, such as that of an error, is one more. */
  NUMBER(Map.of(Opcodes.BIPUSH, Opcodes.BIPUSH, Opcodes.SIPUSH, Opcodes.SIPUSH)),
  /** What is there is taken for nothing, and nothing for something. */
  ABSENT(bothWays(Map.of(Opcodes.IFNULL, Opcodes.IFNONNULL))),
  /** What the method computed is lost, and zero returned. */
  FORGET(Map.of(Opcodes.IRETURN, Opcodes.ICONST_0, Opcodes.LRETURN, Opcodes.LCONST_0));

  private final Map<Integer, Integer> opcodes;

  Change(Map<Integer, Integer> opcodes) {
    this.opcodes = opcodes;
  }

  private static Map<Integer, Integer> bothWays(Map<Integer, Integer> oneWay) {
    Map<Integer, Integer> all = new HashMap<>(oneWay);
    oneWay.forEach((here, there) -> all.put(there, here));
    return all;
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
