package dev.jbpf.methods.translate.method;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Opcode;
import dev.jbpf.methods.item.FrameState;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.Library;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Items that are one thing on one way and another on the other: what has to know which, and all
 * that follows it in its block, is written for each.
 */
public final class SeveralCode {
  private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

  private final MethodTranslator t;

  public SeveralCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** {@return an operand of {@code insn} of which it has to know what it is} */
  static Optional<Item.Several> unknown(MethodTranslator t, AbstractInsnNode insn) {
    List<Item> operands = t.state().operands();
    for (int i = operands.size() - 1; i >= 0; i--) {
      int below = operands.size() - 1 - i;
      if (operands.get(i) instanceof Item.Several several
          && asked(t, insn).anyMatch(asked -> asked == below)) {
        return Optional.of(several);
      }
    }
    return Optional.empty();
  }

  /** {@return the operands that the instruction asks what they are, from the top} */
  private static IntStream asked(MethodTranslator t, AbstractInsnNode insn) {
    if (insn instanceof MethodInsnNode call) {
      return asked(t, call);
    }
    if (insn instanceof InvokeDynamicInsnNode call) {
      boolean isCaught = call.bsm.getOwner().equals(LAMBDAS);
      return IntStream.range(0, isCaught ? 0 : Type.getArgumentTypes(call.desc).length);
    }
    int opcode = insn.getOpcode();
    if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
      return IntStream.of(1);
    }
    if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
      return IntStream.of(2);
    }
    return switch (opcode) {
      case Opcodes.GETFIELD,
          Opcodes.CHECKCAST,
          Opcodes.INSTANCEOF,
          Opcodes.ARRAYLENGTH,
          Opcodes.IFNULL,
          Opcodes.IFNONNULL ->
          IntStream.of(0);
      case Opcodes.PUTFIELD -> IntStream.of(1);
      case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE -> IntStream.of(0, 1);
      default -> IntStream.empty();
    };
  }

  /** What the author has written asks itself; what the library has, at once. */
  private static IntStream asked(MethodTranslator t, MethodInsnNode call) {
    int count = Type.getArgumentTypes(call.desc).length;
    int all = call.getOpcode() == Opcodes.INVOKESTATIC ? count : count + 1;
    int first = Library.isLibrary(Classes.load(t, call.owner)) ? 0 : count;
    return IntStream.range(first, all);
  }

  /** Ends the block: does {@code rest} for each that it may be, where it can be that. */
  void each(Item.Several several, AbstractInsnNode insn, Runnable rest) {
    each(
        several,
        one -> {
          if (isPossible(one, several, insn)) {
            rest.run();
          } else {
            t.scope().fail("a cast");
          }
        });
  }

  /** Ends the block: does {@code step} for each that it may be, which ends a block, too. */
  public void each(Item.Several several, Consumer<Item> step) {
    FrameState before = t.state().copy();
    int at = t.at();
    int last = several.all().size() - 1;
    for (int i = 0; i <= last; i++) {
      Optional<Block> other = i < last ? Optional.of(ask(several, i)) : Optional.empty();
      Item one = several.all().get(i);
      FrameState known = before.copy();
      known.change(item -> item.equals(several) ? one : item);
      t.in(known, () -> step(several, one, step));
      t.mark(at);
      other.ifPresent(t.f()::enter);
    }
  }

  private static void step(Item.Several several, Item one, Consumer<Item> step) {
    try {
      step.accept(one);
    } catch (RefusedException e) {
      if (one instanceof Item.Null && e.rule() == Rule.IS_NULL) {
        throw new RefusedException(Rule.MAY_BE_NULL, e.origin(), several.words());
      }
      throw e;
    }
  }

  /** {@return where it is another} */
  private Block ask(Item.Several several, int number) {
    Block that = t.f().newBlock("");
    Block other = t.f().newBlock("");
    t.f().branch(t.f().ask(Opcode.EQ, several.index(), t.scope().number(number)), that, other);
    t.f().enter(that);
    return other;
  }

  /** A cast to a class that none of them has is refused as any other. */
  private boolean isPossible(Item one, Item.Several several, AbstractInsnNode insn) {
    return !(insn instanceof TypeInsnNode cast)
        || insn.getOpcode() != Opcodes.CHECKCAST
        || isOf(one, Classes.load(t, cast.desc))
        || several.all().stream().noneMatch(other -> isOf(other, Classes.load(t, cast.desc)));
  }

  private static boolean isOf(Item item, Class<?> type) {
    return item instanceof Item.Lambda
        || ObjectCode.type(item).map(type::isAssignableFrom).orElse(true);
  }
}
