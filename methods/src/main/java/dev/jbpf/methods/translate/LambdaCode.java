package dev.jbpf.methods.translate;

import dev.jbpf.methods.item.FrameState;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.translate.method.Classes;
import dev.jbpf.methods.translate.method.MethodTranslator;
import dev.jbpf.methods.translate.method.ObjectCode;
import dev.jbpf.methods.translate.scope.Boxes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Lambdas and references to methods: what they do, done in the place of the call. */
final class LambdaCode {
  private static final Map<Integer, Class<?>> BOXES =
      Map.of(
          Type.BOOLEAN, Boolean.class,
          Type.BYTE, Byte.class,
          Type.CHAR, Character.class,
          Type.SHORT, Short.class,
          Type.INT, Integer.class,
          Type.LONG, Long.class);

  private final MethodTranslator t;

  LambdaCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** {@return whether control goes on here} What the lambda has caught comes first. */
  boolean apply(Item.Lambda lambda, CallCode.Call call) {
    List<Item> all = new ArrayList<>(lambda.captured());
    all.addAll(call.arguments().subList(1, call.arguments().size()));
    Handle code = lambda.code();
    CallCode calls = new CallCode(t);
    Class<?> owner = Classes.load(t, code.getOwner());
    Consumer<FrameState> then = state -> giveBack(lambda, call, state);
    if (code.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
      new ObjectCode(t).make(owner);
      all.add(0, t.state().peek(0));
      return after(calls.construct(target(owner, code, all), then), then);
    }
    CallCode.Call target = target(owner, code, all);
    boolean goesOn =
        code.getTag() == Opcodes.H_INVOKESTATIC
            ? calls.callStatic(target, then)
            : calls.callOn(target, code.getTag() == Opcodes.H_INVOKESPECIAL, then);
    return after(goesOn, then);
  }

  private boolean after(boolean goesOn, Consumer<FrameState> then) {
    if (goesOn) {
      then.accept(t.state());
    }
    return goesOn;
  }

  /** {@return the call of its code, with numbers in boxes and out of them as that takes them} */
  private CallCode.Call target(Class<?> owner, Handle code, List<Item> given) {
    Type[] wanted = Type.getArgumentTypes(code.getDesc());
    int first = given.size() - wanted.length;
    List<Item> all = new ArrayList<>(given);
    for (int i = 0; i < wanted.length; i++) {
      all.set(first + i, adapted(t.usable(given.get(first + i)), wanted[i], wanted[i]));
    }
    return new CallCode.Call(owner, code.getName(), code.getDesc(), all);
  }

  private void giveBack(Item.Lambda lambda, CallCode.Call call, FrameState state) {
    boolean isNew = lambda.code().getTag() == Opcodes.H_NEWINVOKESPECIAL;
    Type given = isNew ? Type.getType(Object.class) : Type.getReturnType(lambda.code().getDesc());
    if (given == Type.VOID_TYPE) {
      return;
    }
    Item result = state.pop();
    if (call.hasResult()) {
      Type wanted = Type.getReturnType(lambda.face().descriptor());
      boolean isOpen = Type.getReturnType(call.descriptor()).getSort() >= Type.ARRAY;
      state.push(adapted(result, isOpen && wanted.getSort() < Type.ARRAY ? given : wanted, given));
    }
  }

  /**
   * {@return {@code item} as a {@code wanted}}
   *
   * @param number what it is where it is a number
   */
  private Item adapted(Item item, Type wanted, Type number) {
    if (wanted.getSort() < Type.ARRAY) {
      boolean isWide = wanted == Type.LONG_TYPE;
      dev.jbpf.ir.Type type = isWide ? dev.jbpf.ir.Type.S64 : dev.jbpf.ir.Type.S32;
      return item instanceof Item.Struct || item instanceof Item.Number
          ? new Item.Number(t.scope().cast(t.number(item), type))
          : item;
    }
    return item instanceof Item.Number plain
        ? Optional.<Class<?>>ofNullable(BOXES.get(number.getSort()))
            .<Item>map(box -> Boxes.of(box, plain.value()))
            .orElse(item)
        : item;
  }
}
