package dev.jbpf.methods.translate.method;

import org.objectweb.asm.tree.AbstractInsnNode;

/** What instructions do. Calls lead to other methods, so those who translate methods are told. */
public interface MethodSteps {
  /** {@return whether control goes on behind {@code insn}, which {@code translator} is at} */
  boolean step(MethodTranslator translator, AbstractInsnNode insn);
}
