package dev.jbpf.methods.classfile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * The instructions of a method as blocks, named by the numbers of their first instructions.
 * Handlers of exceptions are reached by nobody.
 */
public final class CodeBlocks {
  private final InsnList list;
  private final AbstractInsnNode[] insns;
  private final int[] lines;
  private final TreeSet<Integer> starts = new TreeSet<>();
  private final BitSet loops = new BitSet();
  private final List<Integer> order = new ArrayList<>();
  private final LiveLocals live;

  private CodeBlocks(MethodCode method) {
    list = method.node().instructions;
    insns = list.toArray();
    lines = lines(insns);
    findStarts();
    follow();
    live = LiveLocals.of(this, method.node().maxLocals);
  }

  static CodeBlocks of(MethodCode method) {
    return new CodeBlocks(method);
  }

  private static int[] lines(AbstractInsnNode[] insns) {
    int[] lines = new int[insns.length];
    int line = 0;
    for (int i = 0; i < insns.length; i++) {
      line = insns[i] instanceof LineNumberNode number ? number.line : line;
      lines[i] = line;
    }
    for (int i = insns.length - 2; i >= 0; i--) {
      lines[i] = lines[i] == 0 ? lines[i + 1] : lines[i];
    }
    return lines;
  }

  private void findStarts() {
    starts.add(0);
    for (int i = 0; i < insns.length; i++) {
      List<Integer> targets = targets(i);
      starts.addAll(targets);
      if (endsBlock(i) && i + 1 < insns.length) {
        starts.add(i + 1);
      }
    }
  }

  /** In reverse postorder, and to which of them something leads back. */
  private void follow() {
    visit(0, new BitSet());
    Collections.reverse(order);
    BitSet before = new BitSet();
    for (int start : order) {
      before.set(start);
      for (int next : successors(start)) {
        if (before.get(next)) {
          loops.set(next);
        }
      }
    }
  }

  private void visit(int root, BitSet seen) {
    record Step(int block, List<Integer> rest) {}
    List<Step> path = new ArrayList<>();
    seen.set(root);
    path.add(new Step(root, new ArrayList<>(successors(root))));
    while (!path.isEmpty()) {
      Step top = path.get(path.size() - 1);
      if (top.rest.isEmpty()) {
        order.add(top.block);
        path.remove(path.size() - 1);
      } else {
        int next = top.rest.remove(top.rest.size() - 1);
        if (!seen.get(next)) {
          seen.set(next);
          path.add(new Step(next, new ArrayList<>(successors(next))));
        }
      }
    }
  }

  /** {@return how many instructions there are, labels and lines among them} */
  public int size() {
    return insns.length;
  }

  /** {@return the instruction of that number} */
  public AbstractInsnNode insn(int index) {
    return insns[index];
  }

  /** {@return the line that it was written in; 0 where that is not known} */
  public int line(int index) {
    return index < lines.length ? lines[index] : 0;
  }

  /** {@return the blocks that are reached, each behind those that lead to it but for loops} */
  public List<Integer> order() {
    return order;
  }

  /** {@return whether a way leads back to the block} */
  public boolean isLoop(int start) {
    return loops.get(start);
  }

  /** {@return whether the block only moves what is known, and asks: nothing is computed} */
  public boolean isPlain(int start) {
    for (int i = start; i < end(start); i++) {
      if (insns[i].getOpcode() >= 0 && !isPlain(insns[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    return opcode <= Opcodes.ALOAD
        || opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE
        || opcode >= Opcodes.POP && opcode <= Opcodes.SWAP
        || opcode >= Opcodes.IFEQ && opcode <= Opcodes.GOTO
        || opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN
        || opcode == Opcodes.CHECKCAST
        || opcode == Opcodes.IFNULL
        || opcode == Opcodes.IFNONNULL;
  }

  /** {@return the number behind the last instruction of the block} */
  public int end(int start) {
    Integer next = starts.higher(start);
    return next == null ? insns.length : next;
  }

  /** {@return the locals that are read from the instruction on before they are written} */
  public BitSet live(int index) {
    return live.before(index);
  }

  /** {@return the number of {@code label}} */
  public int index(LabelNode label) {
    return list.indexOf(label);
  }

  /** {@return where control goes behind the block, all ways} */
  public List<Integer> successors(int start) {
    int last = end(start) - 1;
    List<Integer> all = new ArrayList<>(targets(last));
    if (!leaves(insns[last].getOpcode()) && last + 1 < insns.length) {
      all.add(last + 1);
    }
    return all;
  }

  private List<Integer> targets(int index) {
    AbstractInsnNode insn = insns[index];
    if (insn instanceof JumpInsnNode jump) {
      return List.of(index(jump.label));
    }
    if (insn instanceof TableSwitchInsnNode table) {
      return all(table.labels, table.dflt);
    }
    if (insn instanceof LookupSwitchInsnNode lookup) {
      return all(lookup.labels, lookup.dflt);
    }
    return List.of();
  }

  private List<Integer> all(List<LabelNode> labels, LabelNode last) {
    TreeSet<Integer> all = new TreeSet<>();
    for (LabelNode label : labels) {
      all.add(index(label));
    }
    all.add(index(last));
    return List.copyOf(all);
  }

  private boolean endsBlock(int index) {
    AbstractInsnNode insn = insns[index];
    return insn instanceof JumpInsnNode
        || insn instanceof MethodInsnNode
        || leaves(insn.getOpcode());
  }

  private static boolean leaves(int opcode) {
    return opcode == Opcodes.GOTO
        || opcode == Opcodes.ATHROW
        || opcode == Opcodes.TABLESWITCH
        || opcode == Opcodes.LOOKUPSWITCH
        || opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
  }
}
