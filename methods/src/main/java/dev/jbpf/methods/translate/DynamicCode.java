package dev.jbpf.methods.translate;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.ChoiceCode;
import dev.jbpf.methods.translate.method.Classes;
import dev.jbpf.methods.translate.method.EqualityCode;
import dev.jbpf.methods.translate.method.MethodTranslator;
import dev.jbpf.methods.translate.method.ObjectCode;
import dev.jbpf.methods.translate.scope.Boxes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.objectweb.asm.ConstantDynamic;
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
      case EqualityCode.RECORDS -> record(insn);
      case TEXTS -> text(insn);
      default -> throw t.refuse(Rule.DYNAMIC_CALL, insn.name);
    }
  }

  /** Exceptions have such texts, which nobody reads. */
  private void text(InvokeDynamicInsnNode insn) {
    for (int i = 0; i < Type.getArgumentTypes(insn.desc).length; i++) {
      t.state().pop();
    }
    t.push(new Item.Unusable(Rule.TEXT, "a text that is put together"));
  }

  private void lambda(InvokeDynamicInsnNode insn) {
    List<Item> captured = new ArrayList<>();
    for (int i = 0; i < Type.getArgumentTypes(insn.desc).length; i++) {
      captured.add(0, t.pop());
    }
    Class<?> type = Classes.load(t, Type.getReturnType(insn.desc).getInternalName());
    Item.Face face = new Item.Face(type, insn.name, ((Type) insn.bsmArgs[2]).getDescriptor());
    t.push(new Item.Lambda(face, (Handle) insn.bsmArgs[1], captured));
  }

  /** What records have of their own. */
  private void record(InvokeDynamicInsnNode insn) {
    EqualityCode code = new EqualityCode(t);
    switch (insn.name) {
      case "equals" -> {
        Item other = t.pop();
        t.push(code.equal(t.pop(), other));
      }
      case "hashCode" -> {
        Item whole = t.pop();
        t.push(code.hash(whole, ObjectCode.type(whole).orElseThrow()));
      }
      default -> throw t.refuse(Rule.DYNAMIC_CALL, "the text of a record");
    }
  }

  /** Which of the labels, from the number on top on, is the class or the value of the operand. */
  private void choose(InvokeDynamicInsnNode insn) {
    Value start = t.popNumber();
    Item item = t.pop();
    Optional<Value> absent = Item.absent(item);
    int none = insn.bsmArgs.length;
    Value number;
    if (item instanceof Item.Null) {
      number = t.scope().number(-1);
    } else if (item instanceof Item.Choice choice) {
      List<Item> each =
          choice.all().stream()
              .<Item>map(one -> new Item.Number(first(start, fitting(one, insn), none)))
              .toList();
      number = t.number(new ChoiceCode(t).chosen(choice.index(), each));
    } else {
      number = first(start, fitting(item, insn), none);
    }
    t.push(absent.map(flag -> orNull(flag, number)).orElse(number));
  }

  private Value orNull(Value flag, Value number) {
    Value isNull = t.f().compare(Opcode.NE, flag, t.zero(flag));
    Value result = t.f().select(isNull, t.scope().number(-1), number);
    t.scope().setNullCase(result, flag);
    return result;
  }

  /** A label that takes the operand; a number among the labels only where {@code isThat}. */
  private record Fit(int label, Optional<Value> isThat) {}

  private List<Fit> fitting(Item item, InvokeDynamicInsnNode insn) {
    Type declared = Type.getArgumentTypes(insn.desc)[0];
    if (item instanceof Item.Number && declared.getSort() < Type.ARRAY) {
      return numbers(declared, insn.bsmArgs);
    }
    Class<?> type =
        ObjectCode.type(item)
            .orElseThrow(() -> t.refuse(Rule.DYNAMIC_CALL, "a switch over " + item.words()));
    List<Fit> fitting = new ArrayList<>();
    for (int i = 0; i < insn.bsmArgs.length; i++) {
      if (insn.bsmArgs[i] instanceof Integer label && Boxes.isBox(type)) {
        Value number = ((Item.Number) ((Item.Struct) item).fields().get(Boxes.VALUE)).value();
        Value isThat = t.f().compare(Opcode.EQ, number, t.scope().number(label));
        fitting.add(new Fit(i, Optional.of(isThat)));
      } else if (fits(item, type, insn.bsmArgs[i])) {
        fitting.add(new Fit(i, Optional.empty()));
      }
    }
    return fitting;
  }

  /** {@return the labels that take all numbers of that type} */
  private List<Fit> numbers(Type declared, Object[] labels) {
    List<Fit> fitting = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      boolean isThat =
          labels[i] instanceof ConstantDynamic constant
              && constant.getName().equals(declared.getDescriptor());
      if (!isThat) {
        throw t.refuse(Rule.DYNAMIC_CALL, "a switch over numbers by patterns");
      }
      fitting.add(new Fit(i, Optional.empty()));
    }
    return fitting;
  }

  /** Labels are classes, texts, and names of an enumeration's constants. */
  private boolean fits(Item item, Class<?> type, Object label) {
    if (label instanceof Type wanted) {
      return Classes.load(t, wanted.getInternalName()).isAssignableFrom(type);
    }
    Object object = item instanceof Item.Constant constant ? constant.object() : item;
    if (label instanceof String text) {
      return object instanceof Enum<?> known ? known.name().equals(text) : object.equals(text);
    }
    if (label instanceof ConstantDynamic constant) {
      return object instanceof Enum<?> known && isOf(known, constant);
    }
    throw t.refuse(Rule.DYNAMIC_CALL, "a switch with the case " + label);
  }

  /** {@return whether the label is {@code known}: it says the name, and an enumeration's name} */
  private static boolean isOf(Enum<?> known, ConstantDynamic label) {
    List<Object> parts = arguments(label);
    return parts.contains(known.name())
        && parts.stream()
            .filter(ConstantDynamic.class::isInstance)
            .anyMatch(
                type ->
                    arguments((ConstantDynamic) type)
                        .contains(known.getDeclaringClass().getName()));
  }

  /** The first may be the method that makes the constant of the others. */
  private static List<Object> arguments(ConstantDynamic constant) {
    return IntStream.range(0, constant.getBootstrapMethodArgumentCount())
        .mapToObj(constant::getBootstrapMethodArgument)
        .toList();
  }

  /** {@return the first of {@code fitting} that is not below {@code start}, else {@code none}} */
  private Value first(Value start, List<Fit> fitting, int none) {
    boolean isKnown = fitting.stream().allMatch(fit -> fit.isThat().isEmpty());
    if (start.isConstant() && isKnown) {
      return t.scope()
          .number(
              fitting.stream()
                  .mapToInt(Fit::label)
                  .filter(label -> label >= start.immediate())
                  .findFirst()
                  .orElse(none));
    }
    Value result = t.scope().number(none);
    for (int i = fitting.size() - 1; i >= 0; i--) {
      Value number = t.scope().number(fitting.get(i).label());
      Value isReached = t.f().compare(Opcode.SLE, start, number);
      Value next = t.f().select(isReached, number, result);
      Value otherwise = result;
      result = fitting.get(i).isThat().map(is -> t.f().select(is, next, otherwise)).orElse(next);
    }
    List<Integer> all = new ArrayList<>(fitting.stream().map(Fit::label).toList());
    all.add(none);
    t.scope().setPossible(result, all);
    return result;
  }
}
