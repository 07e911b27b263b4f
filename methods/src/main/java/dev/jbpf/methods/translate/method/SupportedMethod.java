package dev.jbpf.methods.translate.method;

import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.Handlers;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** What no program can have, wherever it is in a method. */
final class SupportedMethod {
  private static final int MOST_VALUES = 100_000;

  private final MethodOperands t;
  private final MethodCode method;

  SupportedMethod(MethodOperands translator) {
    this.t = translator;
    this.method = translator.path().method();
  }

  /** Refuses a method that has any of it, at its line. */
  void require() {
    if (isSynchronized()) {
      throw t.refuse(Rule.MONITOR, method + " is synchronized");
    }
    for (TryCatchBlockNode handler : method.node().tryCatchBlocks) {
      if (!Handlers.onlyFail(t.code(), handler)) {
        t.mark(t.code().index(handler.start));
        throw t.refuse(Rule.EXCEPTION_HANDLED, method + " has a catch or finally");
      }
    }
    if (t.f().function().valueCount() > MOST_VALUES) {
      throw t.refuse(Rule.TOO_LARGE, method + ", with what it calls");
    }
  }

  /** The block that leaves a monitor is also a handler of exceptions, which nobody has written. */
  private boolean isSynchronized() {
    MethodNode node = method.node();
    if ((node.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      return true;
    }
    for (AbstractInsnNode each : node.instructions) {
      if (each.getOpcode() == Opcodes.MONITORENTER) {
        t.mark(node.instructions.indexOf(each));
        return true;
      }
    }
    return false;
  }
}
