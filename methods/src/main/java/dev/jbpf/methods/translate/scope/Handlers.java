package dev.jbpf.methods.translate.scope;

import dev.jbpf.methods.classfile.CodeBlocks;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * What does nothing but throw: handlers of exceptions that compilers add, and what makes an
 * exception, with its message.
 */
public final class Handlers {
  private static final String MATCH = "java/lang/MatchException";

  /** What messages are made with; it changes nothing that others see. */
  private static final Set<String> MESSAGES =
      Set.of(
          "java/lang/String",
          "java/lang/StringBuilder",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Short",
          "java/lang/Byte",
          "java/lang/Character",
          "java/lang/Boolean",
          "java/util/Arrays",
          "java/util/Objects");

  private static final String CONCATENATION = "java/lang/invoke/StringConcatFactory";

  private Handlers() {}

  /** {@return whether the handler only says that a pattern failed} */
  public static boolean onlyFail(CodeBlocks code, TryCatchBlockNode handler) {
    boolean isMatch = false;
    for (int i = code.index(handler.handler); i < code.size(); i++) {
      AbstractInsnNode insn = code.insn(i);
      isMatch |= insn instanceof TypeInsnNode made && made.desc.equals(MATCH);
      if (insn.getOpcode() == Opcodes.ATHROW) {
        return isMatch;
      }
    }
    return false;
  }

  /**
   * {@return whether what goes on at {@code at} throws, and changes nothing before}
   *
   * @param made the internal name of the exception that is made there
   */
  public static boolean onlyThrows(CodeBlocks code, int at, String made) {
    for (int i = at + 1; i < code.size(); i++) {
      AbstractInsnNode insn = code.insn(i);
      if (insn.getOpcode() == Opcodes.ATHROW) {
        return true;
      }
      if (!isQuiet(insn, made)) {
        return false;
      }
    }
    return false;
  }

  private static boolean isQuiet(AbstractInsnNode insn, String made) {
    if (insn instanceof MethodInsnNode call) {
      return call.owner.equals(made) && call.name.equals("<init>") || MESSAGES.contains(call.owner);
    }
    if (insn instanceof InvokeDynamicInsnNode call) {
      return call.bsm.getOwner().equals(CONCATENATION);
    }
    int opcode = insn.getOpcode();
    boolean isStore = opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE;
    boolean isPut = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
    boolean leads = opcode >= Opcodes.IFEQ && opcode <= Opcodes.RETURN;
    return !isStore && !isPut && !leads && !(insn instanceof JumpInsnNode);
  }
}
