package dev.jbpf.methods.translate;

import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Target;
import dev.jbpf.methods.classfile.ClassFiles;
import dev.jbpf.methods.classfile.Mark;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.item.Element;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.mark.ContextOf;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.MethodTranslator;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a program's method is given: the context, or, where that is the arguments of a function of
 * the kernel, these, or both.
 */
final class ProgramArguments {
  private final MethodCode method;
  private final MethodTranslator t;
  private final Target target;
  private final boolean hasArguments;
  private final List<Item> items = new ArrayList<>();
  private int number;

  ProgramArguments(
      MethodCode method, MethodTranslator translator, Target target, boolean hasArguments) {
    this.method = method;
    this.t = translator;
    this.target = target;
    this.hasArguments = hasArguments;
  }

  /** {@return one for each parameter} */
  List<Item> items() {
    for (var parameter : org.objectweb.asm.Type.getArgumentTypes(method.descriptor())) {
      items.add(item(parameter));
    }
    return items;
  }

  private Item item(org.objectweb.asm.Type parameter) {
    Optional<Element> element = Element.of(parameter);
    Optional<Class<?>> type = element.isPresent() ? Optional.empty() : Optional.of(load(parameter));
    boolean isArgument = element.isPresent() || type.get().isInterface() || type.get().isRecord();
    if (!isArgument && !items.isEmpty() || isArgument && !hasArguments) {
      throw refuse(Rule.PROGRAM_SIGNATURE, method + " takes " + parameter.getClassName());
    }
    if (!isArgument) {
      return context(type.get());
    }
    number++;
    return element.isPresent()
        ? new Item.Number(number(element.get()))
        : new KernelCode(t).argument(type.get(), memory().value(), number);
  }

  private RefusedException refuse(Rule rule, String what) {
    return t.scope().refuse(rule, what);
  }

  private Class<?> load(org.objectweb.asm.Type parameter) {
    try {
      return Class.forName(parameter.getClassName(), true, method.type().getClassLoader());
    } catch (ClassNotFoundException e) {
      throw refuse(Rule.CONTEXT_TYPE, parameter.getClassName() + " (" + e + ")");
    }
  }

  private Item.Address memory() {
    return new Item.Address(t.f().parameter(0), false);
  }

  /** Of each argument 64 bits are there, of which the kernel sets as many as it has. */
  private Value number(Element element) {
    Value whole = t.f().load(Type.S64, memory().value(), (number - 1) * Long.BYTES);
    Value own = t.f().cast(whole, element.type());
    return element.type().isWide() ? own : t.f().cast(own, Type.S32);
  }

  /** A context is a class of the library with one field, the memory that the kernel has given. */
  private Item context(Class<?> type) {
    if (type == Area.class) {
      return memory();
    }
    ProgramType wanted = target.type().orElseThrow();
    Optional<Mark> mark = ClassFiles.mark(type, ContextOf.class);
    if (mark.isEmpty() || !mark.get().constants(ProgramType.class).contains(wanted)) {
      throw refuse(Rule.CONTEXT_TYPE, type.getSimpleName() + " for " + wanted);
    }
    for (Field field : type.getDeclaredFields()) {
      if (field.getType() == Area.class) {
        return new Item.Struct(type, Map.of(field.getName(), memory()), Optional.empty());
      }
    }
    throw refuse(Rule.CONTEXT_TYPE, type.getName());
  }
}
