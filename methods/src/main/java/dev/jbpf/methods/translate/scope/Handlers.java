package dev.jbpf.methods.translate.scope;

import dev.jbpf.methods.classfile.CodeBlocks;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Handlers of exceptions that compilers add, and that do nothing but throw another one. */
public final class Handlers {
  private static final String MATCH = "java/lang/MatchException";

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
}
