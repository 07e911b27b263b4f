package dev.jbpf.methods.translate.method;

import dev.jbpf.methods.item.Element;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.item.Site;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.JdkAdvice;
import dev.jbpf.methods.translate.scope.Library;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.TypeInsnNode;

/** Objects: made, tested, cast. */
public final class ObjectCode {
  private final MethodTranslator t;

  public ObjectCode(MethodTranslator translator) {
    this.t = translator;
  }

  public void step(TypeInsnNode insn) {
    switch (insn.getOpcode()) {
      case Opcodes.NEW -> make(Classes.load(t, insn.desc));
      case Opcodes.CHECKCAST -> cast(insn.desc);
      case Opcodes.INSTANCEOF -> test(insn.desc);
      default -> {
        String name = name(insn.desc);
        throw t.refuse(
            Rule.ARRAY_OF_OBJECTS, "an array of " + name, JdkAdvice.insteadOfArray(name));
      }
    }
  }

  private static String name(String element) {
    String name = org.objectweb.asm.Type.getObjectType(element).getClassName();
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  /** A new object, whose constructor is yet to run. */
  public void make(Class<?> type) {
    boolean isThrown = Throwable.class.isAssignableFrom(type);
    if (!isThrown && !Library.isTranslated(type)) {
      throw t.refuse(Rule.FOREIGN_METHOD, "new " + type.getSimpleName(), JdkAdvice.insteadOf(type));
    }
    Site site = t.path().site(t.at(), type);
    requireGone(t, site);
    Map<String, Item> fields = new LinkedHashMap<>();
    for (Class<?> at = type; at != null && !isThrown; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          fields.put(field.getName(), initial(field.getType()));
        }
      }
    }
    t.state().heap().put(site, fields);
    t.push(new Item.Instance(site, Optional.empty()));
  }

  /** One place makes one object at a time: the last one must be of no use to anybody. */
  public static void requireGone(MethodTranslator t, Site site) {
    if (t.state().reachable(t.needed()).contains(site)) {
      throw t.refuse(Rule.LOOP_ALLOCATION, "a new " + site.type().getSimpleName());
    }
  }

  private Item initial(Class<?> type) {
    if (!type.isPrimitive()) {
      return new Item.Null();
    }
    if (Element.of(type).isEmpty()) {
      return new Item.Unusable("a field of type " + type);
    }
    return new Item.Number(type == long.class ? t.scope().number(0L) : t.scope().number(0));
  }

  /** {@return whether nobody can change an object of {@code type} once it is made} */
  public static boolean isImmutable(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (!Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)) {
          return false;
        }
      }
    }
    return true;
  }

  private void cast(String name) {
    Item item = t.pop();
    Class<?> type = Classes.load(t, name);
    Optional<Class<?>> known = type(item);
    boolean isLambda = item instanceof Item.Lambda && type.isInterface();
    if (!isLambda && known.isPresent() && !type.isAssignableFrom(known.get())) {
      throw t.refuse(Rule.CLASS_CAST, item.words() + " as " + type.getSimpleName());
    }
    t.push(item);
  }

  /** {@return the class of {@code item}, where that is known} */
  public static Optional<Class<?>> type(Item item) {
    if (item instanceof Item.Struct struct) {
      return Optional.of(struct.type());
    }
    if (item instanceof Item.Instance instance) {
      return Optional.of(instance.site().type());
    }
    if (item instanceof Item.Choice choice) {
      Class<?> first = choice.all().get(0).object().getClass();
      boolean isSame = choice.all().stream().allMatch(one -> one.object().getClass() == first);
      return isSame ? Optional.of(first) : Optional.empty();
    }
    if (item instanceof Item.Lambda lambda) {
      return Optional.of(lambda.face().type());
    }
    if (item instanceof Item.Array array) {
      return Optional.of(array.element().java().arrayType());
    }
    return item instanceof Item.Constant constant
        ? Optional.of(constant.object().getClass())
        : Optional.empty();
  }

  private void test(String name) {
    Item item = t.pop();
    Class<?> type = Classes.load(t, name);
    if (item instanceof Item.Choice choice) {
      List<Item> each =
          choice.all().stream()
              .<Item>map(
                  one -> new Item.Number(t.scope().number(type.isInstance(one.object()) ? 1 : 0)))
              .toList();
      t.push(new ChoiceCode(t).chosen(choice.index(), each));
      return;
    }
    if (item instanceof Item.Null || !type.isAssignableFrom(requireType(item))) {
      t.push(t.scope().number(0));
      return;
    }
    Item.absent(item).ifPresentOrElse(t::pushTest, () -> t.push(t.scope().number(1)));
  }

  private Class<?> requireType(Item item) {
    return type(item).orElseThrow(() -> t.refuse(Rule.UNSUPPORTED, "the class of " + item.words()));
  }
}
