package dev.jbpf.methods.translate;

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

  /** Which of the labels, from the number on top on, is the class or constant of the operand. */
  private void choose(InvokeDynamicInsnNode insn) {
    dev.jbpf.ir.Value start = t.popNumber();
    Item item = t.pop();
    if (!start.isConstant()) {
      throw t.refuse(Rule.DYNAMIC_CALL, "a switch with conditions on patterns");
    }
    Class<?> type =
        ObjectCode.type(t.present(item))
            .orElseThrow(() -> t.refuse(Rule.DYNAMIC_CALL, "a switch over " + item.words()));
    int found = insn.bsmArgs.length;
    for (int i = (int) start.immediate(); i < found; i++) {
      if (insn.bsmArgs[i] instanceof Type label
          && Classes.load(t, label.getInternalName()).isAssignableFrom(type)) {
        found = i;
      }
    }
    t.push(t.scope().number(found));
  }
}
