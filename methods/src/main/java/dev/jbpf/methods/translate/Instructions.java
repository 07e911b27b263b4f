package dev.jbpf.methods.translate;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.ArrayCode;
import dev.jbpf.methods.translate.method.BranchCode;
import dev.jbpf.methods.translate.method.Classes;
import dev.jbpf.methods.translate.method.FieldCode;
import dev.jbpf.methods.translate.method.MethodSteps;
import dev.jbpf.methods.translate.method.MethodTranslator;
import dev.jbpf.methods.translate.method.NumberCode;
import dev.jbpf.methods.translate.method.ObjectCode;
import dev.jbpf.methods.translate.method.OperandCode;
import dev.jbpf.methods.translate.scope.Handlers;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** One instruction of the JVM after the other: whose work it is. */
final class Instructions {
  private final MethodTranslator t;

  /** What all of them do. */
  static final class All implements MethodSteps {
    @Override
    public boolean step(MethodTranslator translator, AbstractInsnNode insn) {
      return new Instructions(translator).step(insn);
    }
  }

  Instructions(MethodTranslator translator) {
    this.t = translator;
  }

  /** {@return whether control goes on behind {@code insn}} */
  boolean step(AbstractInsnNode insn) {
    if (insn instanceof InsnNode) {
      return plain(insn.getOpcode());
    }
    if (insn instanceof VarInsnNode local) {
      local(local);
    } else if (insn instanceof IincInsnNode increment) {
      Value old = t.number(t.state().local(increment.var));
      Value sum = t.scope().binary(Opcode.ADD, old, t.scope().number(increment.incr));
      t.state().setLocal(increment.var, new Item.Number(sum));
    } else if (insn instanceof IntInsnNode number) {
      number(number);
    } else if (insn instanceof LdcInsnNode constant) {
      constant(constant.cst);
    } else if (insn instanceof FieldInsnNode field) {
      new FieldCode(t).step(field);
    } else if (insn instanceof TypeInsnNode type) {
      if (isThrown(type)) {
        return plain(Opcodes.ATHROW);
      }
      new ObjectCode(t).step(type);
    } else if (insn instanceof MethodInsnNode call) {
      return new CallCode(t).step(call);
    } else if (insn instanceof InvokeDynamicInsnNode call) {
      new DynamicCode(t).step(call);
    } else if (insn instanceof JumpInsnNode jump) {
      return new BranchCode(t).jump(jump);
    } else if (insn instanceof TableSwitchInsnNode || insn instanceof LookupSwitchInsnNode) {
      return new BranchCode(t).choose(insn);
    } else {
      throw t.refuse(Rule.ARRAY_OF_OBJECTS, "an array of arrays");
    }
    return true;
  }

  /** Nobody sees the message, so that it may be made of anything. */
  private boolean isThrown(TypeInsnNode made) {
    return made.getOpcode() == Opcodes.NEW
        && Throwable.class.isAssignableFrom(Classes.load(t, made.desc))
        && Handlers.onlyThrows(t.code(), t.at(), made.desc);
  }

  private boolean plain(int opcode) {
    switch (opcode) {
      case Opcodes.RETURN -> t.leave(Optional.empty());
      case Opcodes.IRETURN, Opcodes.LRETURN, Opcodes.ARETURN -> t.leave(Optional.of(t.pop()));
      case Opcodes.ATHROW -> t.scope().fail("throw");
      case Opcodes.NOP -> {
        return true;
      }
      case Opcodes.MONITORENTER, Opcodes.MONITOREXIT ->
          throw t.refuse(Rule.MONITOR, "synchronized");
      case Opcodes.ARRAYLENGTH -> {
        new ArrayCode(t).length();
        return true;
      }
      default -> {
        return isDone(opcode);
      }
    }
    return false;
  }

  private boolean isDone(int opcode) {
    if (opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.DCONST_1) {
      constant(opcode);
    } else if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
      new ArrayCode(t).load(opcode);
    } else if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
      new ArrayCode(t).store(opcode);
    } else if (opcode >= Opcodes.POP && opcode <= Opcodes.SWAP) {
      new OperandCode(t.state()).step(opcode);
    } else {
      new NumberCode(t).step(opcode);
    }
    return true;
  }

  private void constant(int opcode) {
    if (opcode == Opcodes.ACONST_NULL) {
      t.push(new Item.Null());
    } else if (opcode <= Opcodes.ICONST_5) {
      t.push(t.scope().number(opcode - Opcodes.ICONST_0));
    } else if (opcode <= Opcodes.LCONST_1) {
      t.push(t.scope().number((long) opcode - Opcodes.LCONST_0));
    } else {
      throw t.refuse(Rule.FLOATING_POINT, "a float or double");
    }
  }

  private void constant(Object constant) {
    if (constant instanceof Integer number) {
      t.push(t.scope().number(number));
    } else if (constant instanceof Long number) {
      t.push(t.scope().number(number));
    } else if (constant instanceof Float || constant instanceof Double) {
      throw t.refuse(Rule.FLOATING_POINT, constant.toString());
    } else if (constant instanceof String) {
      t.push(new Item.Constant(constant));
    } else if (constant instanceof org.objectweb.asm.Type type
        && type.getSort() == org.objectweb.asm.Type.OBJECT) {
      t.push(new Item.Constant(Classes.load(t, type.getInternalName())));
    } else {
      throw t.refuse(Rule.UNSUPPORTED, "the constant " + constant);
    }
  }

  private void local(VarInsnNode local) {
    switch (local.getOpcode()) {
      case Opcodes.ILOAD, Opcodes.LLOAD -> t.push(number(local.var));
      case Opcodes.ALOAD -> t.push(t.state().local(local.var));
      case Opcodes.ISTORE, Opcodes.LSTORE, Opcodes.ASTORE ->
          t.state().setLocal(local.var, MethodTranslator.unmarked(t.state().pop()));
      default -> throw t.refuse(Rule.FLOATING_POINT, "a variable of type float or double");
    }
  }

  private Item number(int local) {
    Item item = t.state().local(local);
    return item instanceof Item.Number number && t.path().method().isUnsigned(local, t.at())
        ? new Item.Number(number.value(), true)
        : item;
  }

  private void number(IntInsnNode insn) {
    if (insn.getOpcode() == Opcodes.NEWARRAY) {
      new ArrayCode(t).make(insn.operand);
    } else {
      t.push(t.f().constant(Type.S32, insn.operand));
    }
  }
}
