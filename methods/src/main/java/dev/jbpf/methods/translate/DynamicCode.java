package dev.jbpf.methods.translate;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.Rule;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** What compilers leave to the run time: lambdas, and switches over classes. */
final class DynamicCode {
  private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";
  private static final String SWITCHES = "java/lang/runtime/SwitchBootstraps";
  private static final String TEXTS = "java/lang/invoke/StringConcatFactory";

  private final MethodTranslator t;

  DynamicCode(MethodTranslator translator) {
    this.t = translator;
  }

  void step(InvokeDynamicInsnNode insn) {
    switch (insn.bsm.getOwner()) {
      case LAMBDAS -> lambda(insn);
      case SWITCHES -> choose(insn);
      case TEXTS -> throw t.refuse(Rule.TEXT, "a text that is put together");
      default -> throw t.refuse(Rule.DYNAMIC_CALL, insn.name);
    }
  }

  private void lambda(InvokeDynamicInsnNode insn) {
    List<Item> captured = new ArrayList<>();
    for (int i = 0; i < Type.getArgumentTypes(insn.desc).length; i++) {
      captured.add(0, t.pop());
    }
    t.push(new Item.Lambda(insn.name, (Handle) insn.bsmArgs[1], captured));
  }

  /** Which of the labels, from the number on top on, is the class of the operand. */
  private void choose(InvokeDynamicInsnNode insn) {
    Value start = t.popNumber();
    Item item = t.present(t.pop());
    Class<?> type =
        ObjectCode.type(item)
            .orElseThrow(() -> t.refuse(Rule.DYNAMIC_CALL, "a switch over " + item.words()));
    List<Integer> fitting = new ArrayList<>();
    for (int i = 0; i < insn.bsmArgs.length; i++) {
      if (insn.bsmArgs[i] instanceof Type label
          && Classes.load(t, label.getInternalName()).isAssignableFrom(type)) {
        fitting.add(i);
      }
    }
    t.push(first(start, fitting, insn.bsmArgs.length));
  }

  /** {@return the first of {@code fitting} that is not below {@code start}, else {@code none}} */
  private Value first(Value start, List<Integer> fitting, int none) {
    if (start.isConstant()) {
      return t.scope()
          .number(fitting.stream().filter(i -> i >= start.immediate()).findFirst().orElse(none));
    }
    Value result = t.scope().number(none);
    for (int i = fitting.size() - 1; i >= 0; i--) {
      Value number = t.scope().number(fitting.get(i));
      Value isThat = t.f().compare(Opcode.SLE, start, number);
      result = t.f().select(isThat, number, result);
    }
    List<Integer> all = new ArrayList<>(fitting);
    all.add(none);
    t.scope().setPossible(result, all);
    return result;
  }
}
