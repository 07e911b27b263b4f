package dev.jbpf.methods.translate.method;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.BranchCondition;
import dev.jbpf.ir.eval.Arithmetic;
import dev.jbpf.methods.item.FrameState;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.item.Site;
import dev.jbpf.methods.refusal.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** Jumps and switches. What is known goes one way only. */
public final class BranchCode {
  private final MethodTranslator t;

  public BranchCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** Ends the block. */
  public boolean jump(JumpInsnNode jump) {
    int target = t.code().index(jump.label);
    switch (jump.getOpcode()) {
      case Opcodes.GOTO -> t.go(target);
      case Opcodes.IFNULL -> ifNull(t.pop(), target, true);
      case Opcodes.IFNONNULL -> ifNull(t.pop(), target, false);
      case Opcodes.IF_ACMPEQ -> same(target, true);
      case Opcodes.IF_ACMPNE -> same(target, false);
      default -> compare(jump.getOpcode(), target);
    }
    return false;
  }

  private void compare(int opcode, int target) {
    boolean isWithZero = opcode <= Opcodes.IFLE;
    if (condition(isWithZero ? opcode : opcode - 6) != Opcode.EQ
        && condition(isWithZero ? opcode : opcode - 6) != Opcode.NE) {
      t.requireSigned(isWithZero ? 1 : 2, "<, <=, > or >=");
    }
    Optional<Value> given = isWithZero ? Optional.empty() : Optional.of(t.popNumber());
    Value left = t.popNumber();
    Value right = given.isPresent() ? given.get() : t.zero(left);
    Optional<Value> absent = isWithZero ? t.tested(left) : Optional.empty();
    if (absent.isPresent() && (opcode == Opcodes.IFEQ || opcode == Opcodes.IFNE)) {
      ifNull(absent.get(), Opcode.NE, target, opcode == Opcodes.IFEQ);
    } else {
      decide(condition(isWithZero ? opcode : opcode - 6), left, right, target);
    }
  }

  private static Opcode condition(int opcode) {
    return switch (opcode) {
      case Opcodes.IFEQ -> Opcode.EQ;
      case Opcodes.IFNE -> Opcode.NE;
      case Opcodes.IFLT -> Opcode.SLT;
      case Opcodes.IFGE -> Opcode.SGE;
      case Opcodes.IFGT -> Opcode.SGT;
      default -> Opcode.SLE;
    };
  }

  private void decide(Opcode opcode, Value left, Value right, int target) {
    if (left.isConstant() && right.isConstant()) {
      know(Arithmetic.compare(opcode, false, left.immediate(), right.immediate()), target);
    } else {
      t.branch(t.scope().ask(opcode, left, right), target);
    }
  }

  private void know(boolean holds, int target) {
    t.go(holds ? target : t.at() + 1);
  }

  private void ifNull(Item item, int target, boolean isWanted) {
    if (item instanceof Item.Kernel struct && !struct.isNullable()) {
      Value address = t.f().retype(struct.base(), Type.U64);
      t.branch(t.f().ask(isWanted ? Opcode.EQ : Opcode.NE, address, t.zero(address)), target);
      return;
    }
    Optional<Value> flag = flag(item);
    if (flag.isEmpty()) {
      know(item instanceof Item.Null == isWanted, target);
    } else {
      Opcode isNull = isAddress(item) ? Opcode.EQ : Opcode.NE;
      ifNull(flag.get(), isNull, target, isWanted);
    }
  }

  private void ifNull(Value flag, Opcode isNull, int target, boolean isWanted) {
    FrameState absent = t.state().copy();
    absent.absent(flag);
    FrameState present = t.state().copy();
    present.present(flag);
    BranchCondition condition = t.f().ask(isNull, flag, t.zero(flag));
    if (isWanted) {
      t.branch(condition, target, absent, present);
    } else {
      t.branch(condition.not(), target, present, absent);
    }
  }

  /** {@return what tells whether {@code item} is null, if it may be and may not be} */
  private static Optional<Value> flag(Item item) {
    if (item instanceof Item.Address address && address.isNullable()) {
      return Optional.of(address.value());
    }
    return item instanceof Item.Kernel kernel ? Optional.of(kernel.base()) : Item.absent(item);
  }

  private static boolean isAddress(Item item) {
    return item instanceof Item.Address || item instanceof Item.Kernel;
  }

  private void same(int target, boolean isWanted) {
    Item right = t.pop();
    Item left = t.pop();
    if (left instanceof Item.Null || right instanceof Item.Null) {
      ifNull(left instanceof Item.Null ? right : left, target, isWanted);
    } else if (ChoiceCode.isKnown(left) && ChoiceCode.isKnown(right)) {
      Value isSame = new ChoiceCode(t).same(left, right);
      decide(isWanted ? Opcode.NE : Opcode.EQ, isSame, t.zero(isSame), target);
    } else if (site(left).isPresent() && site(right).isPresent()) {
      know(site(left).equals(site(right)) == isWanted, target);
    } else {
      throw t.refuse(Rule.IDENTITY, left.words() + " == " + right.words());
    }
  }

  /** {@return where an object that has an identity was made} */
  private static Optional<Site> site(Item item) {
    if (item instanceof Item.Array array) {
      return Optional.of(array.site());
    }
    return item instanceof Item.Instance instance && instance.absent().isEmpty()
        ? Optional.of(instance.site())
        : Optional.empty();
  }

  /** Ends the block: a switch. */
  public boolean choose(AbstractInsnNode insn) {
    Value value = t.popNumber();
    Map<Integer, LabelNode> cases = new TreeMap<>();
    LabelNode otherwise = cases(insn, cases);
    if (value.isConstant()) {
      t.go(t.code().index(cases.getOrDefault((int) value.immediate(), otherwise)));
      return false;
    }
    Map<Integer, Block> blocks = new TreeMap<>();
    List<Long> numbers = new ArrayList<>();
    List<Block> targets = new ArrayList<>();
    cases.forEach(
        (number, label) -> {
          if (label != otherwise && t.scope().mayBe(value, number)) {
            numbers.add((long) number);
            targets.add(block(blocks, label));
          }
        });
    t.f().switchTo(value, numbers, targets, block(blocks, otherwise));
    int ofNull = t.code().index(cases.getOrDefault(-1, otherwise));
    blocks.forEach(
        (target, block) -> {
          t.f().enter(block);
          t.go(
              target,
              t.scope().nullCase(value).map(f -> present(f, target, ofNull)).orElse(t.state()));
        });
    return false;
  }

  /** {@return what is known behind a switch over classes: null has a case of its own, or none} */
  private FrameState present(Value flag, int target, int ofNull) {
    FrameState known = t.state().copy();
    if (target != ofNull) {
      known.present(flag);
    }
    return known;
  }

  private Block block(Map<Integer, Block> blocks, LabelNode label) {
    return blocks.computeIfAbsent(t.code().index(label), made -> t.f().newBlock(""));
  }

  private static LabelNode cases(AbstractInsnNode insn, Map<Integer, LabelNode> cases) {
    if (insn instanceof TableSwitchInsnNode table) {
      for (int i = 0; i < table.labels.size(); i++) {
        cases.put(table.min + i, table.labels.get(i));
      }
      return table.dflt;
    }
    LookupSwitchInsnNode lookup = (LookupSwitchInsnNode) insn;
    for (int i = 0; i < lookup.keys.size(); i++) {
      cases.put(lookup.keys.get(i), lookup.labels.get(i));
    }
    return lookup.dflt;
  }
}
