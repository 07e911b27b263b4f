package dev.jbpf.methods.translate.method;

import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.classfile.ClassFiles;
import dev.jbpf.methods.item.Element;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.Constants;
import dev.jbpf.methods.translate.scope.Library;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;

/** Fields: of classes, of objects that the program has made, of objects that are known. */
public final class FieldCode {
  private final MethodTranslator t;

  public FieldCode(MethodTranslator translator) {
    this.t = translator;
  }

  public void step(FieldInsnNode insn) {
    switch (insn.getOpcode()) {
      case Opcodes.GETSTATIC -> {
        getStatic(field(insn));
        mark(insn);
      }
      case Opcodes.PUTSTATIC -> putStatic(field(insn));
      case Opcodes.GETFIELD -> {
        t.push(get(insn));
        mark(insn);
      }
      default -> put(insn);
    }
  }

  /** Numbers of a field that has no sign have none. */
  private void mark(FieldInsnNode insn) {
    if (t.state().peek(0) instanceof Item.Number) {
      Class<?> owner = Classes.load(t, insn.owner);
      if (!Library.isLibrary(owner) && ClassFiles.of(owner).isUnsigned(insn.name)) {
        t.push(new Item.Number(((Item.Number) t.pop()).value(), true));
      }
    }
  }

  private Field field(FieldInsnNode insn) {
    return field(Classes.load(t, insn.owner), insn.name);
  }

  private Field field(Class<?> type, String name) {
    Optional<Field> found = find(type, name);
    if (found.isEmpty()) {
      throw refuse(name);
    }
    return found.get();
  }

  private static Optional<Field> find(Class<?> type, String name) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return Optional.of(field);
        }
      }
      for (Class<?> face : at.getInterfaces()) {
        Optional<Field> found = find(face, name);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private RefusedException refuse(String name) {
    return t.refuse(Rule.FIELD, "the field " + name);
  }

  private void getStatic(Field field) {
    if (field.getDeclaringClass() == System.class) {
      // Final, and yet exchanged while the process runs: System.setOut.
      throw t.refuse(
          Rule.FIELD, "the field System." + field.getName(), "Kernel.print(\"%d\", number)");
    }
    if (Modifier.isFinal(field.getModifiers())) {
      t.push(known(field, field));
    } else {
      Element element = element(field);
      Value loaded = t.f().load(element.type(), address(field, element), 0);
      t.push(t.f().cast(loaded, kept(element)));
    }
  }

  private static Type kept(Element element) {
    return element.type().isWide() ? Type.S64 : Type.S32;
  }

  private Element element(Field field) {
    return Element.of(field.getType())
        .orElseThrow(
            () ->
                t.refuse(
                    Rule.FIELD,
                    "the field " + field.getName() + ", not final and not a number",
                    "static final, or a number"));
  }

  private Value address(Field field, Element element) {
    try {
      return t.f().mapValue(t.scope().unit().statics().variable(field, element).name(), 0);
    } catch (ReflectiveOperationException e) {
      throw refuse(field.getName());
    }
  }

  private void putStatic(Field field) {
    if (!field.getType().isPrimitive()) {
      throw t.refuse(Rule.ESCAPES, "the field " + field.getName());
    }
    Element element = element(field);
    Value value = t.popNumber();
    t.f().store(t.f().cast(value, element.type()), address(field, element), 0);
  }

  /** {@return what the field of {@code owner} holds when the program is made} */
  private Item known(Field field, Object owner) {
    try {
      Optional<Object> value = t.scope().unit().statics().read(field, owner);
      return value.isPresent()
          ? new Constants(t.scope()).item(value.get(), field.getType())
          : new Item.Null();
    } catch (ReflectiveOperationException e) {
      throw refuse(field.getName());
    }
  }

  private Item get(FieldInsnNode insn) {
    Item owner = t.present(t.pop());
    if (owner instanceof Item.Struct struct) {
      return struct.fields().get(insn.name);
    }
    if (owner instanceof Item.Instance instance) {
      return t.state().heap().get(instance.site()).get(insn.name);
    }
    if (owner instanceof Item.Constant constant) {
      return get(constant.object(), insn.name);
    }
    if (owner instanceof Item.Choice choice) {
      return new ChoiceCode(t).field(choice, insn.name);
    }
    throw refuse(insn.name);
  }

  /** {@return the field of an object that is known} */
  public Item get(Object object, String name) {
    Field field = field(object.getClass(), name);
    if (!Modifier.isFinal(field.getModifiers())) {
      throw refuse(name + ", which is not final,");
    }
    return known(field, object);
  }

  private void put(FieldInsnNode insn) {
    Item value = t.pop();
    Item owner = t.present(t.pop());
    if (!(owner instanceof Item.Instance instance)) {
      throw t.refuse(Rule.FIELD, "the field " + insn.name + " of " + owner.words());
    }
    Optional<Element> element = Element.of(org.objectweb.asm.Type.getType(insn.desc));
    boolean isNarrow = element.isPresent() && element.get().type().bits() < Integer.SIZE;
    set(instance, insn.name, isNarrow ? narrowed(value, element.get()) : value);
  }

  private Item narrowed(Item value, Element element) {
    return new Item.Number(t.scope().cast(t.number(value), element.type()));
  }

  private void set(Item.Instance instance, String name, Item value) {
    t.state().heap().get(instance.site()).put(name, value);
  }
}
