package dev.jbpf.methods.classfile;

import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Which locals are read later, before each instruction. */
final class LiveLocals {
  private final CodeBlocks code;
  private final BitSet[] before;

  private LiveLocals(CodeBlocks code, int locals) {
    this.code = code;
    this.before = new BitSet[code.size() + 1];
    for (int i = 0; i < before.length; i++) {
      before[i] = new BitSet(locals);
    }
  }

  static LiveLocals of(CodeBlocks code, int locals) {
    LiveLocals live = new LiveLocals(code, locals);
    boolean changes = true;
    while (changes) {
      changes = false;
      List<Integer> order = code.order();
      for (int i = order.size() - 1; i >= 0; i--) {
        changes |= live.pass(order.get(i));
      }
    }
    return live;
  }

  BitSet before(int index) {
    return before[index];
  }

  private boolean pass(int start) {
    BitSet old = (BitSet) before[start].clone();
    BitSet now = new BitSet();
    for (int next : code.successors(start)) {
      now.or(before[next]);
    }
    for (int i = code.end(start) - 1; i >= start; i--) {
      step(code.insn(i), now);
      before[i].clear();
      before[i].or(now);
    }
    return !old.equals(before[start]);
  }

  private static void step(AbstractInsnNode insn, BitSet now) {
    if (insn instanceof IincInsnNode increment) {
      now.set(increment.var);
    } else if (insn instanceof VarInsnNode local) {
      boolean isRead = local.getOpcode() < Opcodes.ISTORE;
      now.set(local.var, isRead);
    }
  }
}
