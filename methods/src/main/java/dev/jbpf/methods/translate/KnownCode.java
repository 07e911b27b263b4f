package dev.jbpf.methods.translate;

import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.ChoiceCode;
import dev.jbpf.methods.translate.method.MethodTranslator;
import dev.jbpf.methods.translate.scope.Constants;
import dev.jbpf.methods.translate.scope.Library;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Methods that always give the same of what is known: they are called when the program is made. */
final class KnownCode {
  private final MethodTranslator t;

  KnownCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** {@return whether it was such a call} */
  boolean step(CallCode.Call call) {
    MethodType type = type(call);
    Optional<Method> method = method(call);
    if (method.isEmpty() || !isPure(method.get()) && !isTableMethod(call)) {
      return false;
    }
    Optional<Item.Choice> choice = choice(call.arguments());
    if (choice.isEmpty()) {
      Optional<Optional<Item>> result = result(call, method.get(), type);
      if (result.isPresent() && result.get().isPresent()) {
        t.push(result.get().get());
      }
      return result.isPresent();
    }
    List<Item> each = new ArrayList<>();
    for (Item.Constant one : choice.get().all()) {
      Optional<Optional<Item>> result = result(call.with(choice.get(), one), method.get(), type);
      if (result.isEmpty() || result.get().isEmpty()) {
        return false;
      }
      each.add(result.get().get());
    }
    t.push(new ChoiceCode(t).chosen(choice.get().index(), each));
    return true;
  }

  private static MethodType type(CallCode.Call call) {
    return MethodType.fromMethodDescriptorString(call.descriptor(), call.owner().getClassLoader());
  }

  /**
   * Hash codes of constants of enumerations are others in each run, arrays others for each who
   * asks.
   */
  private static boolean isPure(Method method) {
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    return Library.isKnown(method.getDeclaringClass())
            && !(method.getDeclaringClass() == Enum.class && method.getName().equals("hashCode"))
        || isStatic
            && Library.isComputed(method.getDeclaringClass(), method.getName())
            && !method.getReturnType().isArray();
  }

  /** {@return the only argument that is one of several objects} */
  private static Optional<Item.Choice> choice(List<Item> arguments) {
    for (Item item : arguments) {
      if (item instanceof Item.Choice choice) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }

  /** {@return what the method gives, if all arguments are known; nothing where it is void} */
  private Optional<Optional<Item>> result(CallCode.Call call, Method method, MethodType type) {
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    List<Object> arguments = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      int parameter = isStatic ? i : i - 1;
      Class<?> wanted = parameter < 0 ? call.owner() : type.parameterType(parameter);
      Optional<Object> known = known(call.argument(i), wanted);
      if (known.isEmpty()) {
        return Optional.empty();
      }
      arguments.add(known.get());
    }
    return invoke(call, method, isStatic, arguments);
  }

  /** A table from the numbers of an enumeration, as ECJ makes it. */
  private static boolean isTableMethod(CallCode.Call call) {
    return call.name().startsWith("$SWITCH_TABLE$");
  }

  /** {@return the method as reflection has it} */
  static Optional<Method> method(CallCode.Call call) {
    MethodType type = type(call);
    try {
      return Optional.of(call.owner().getDeclaredMethod(call.name(), type.parameterArray()));
    } catch (NoSuchMethodException inherited) {
      try {
        return Optional.of(call.owner().getMethod(call.name(), type.parameterArray()));
      } catch (NoSuchMethodException none) {
        return Optional.empty();
      }
    }
  }

  private static Optional<Object> known(Item item, Class<?> wanted) {
    if (item instanceof Item.Constant constant) {
      return Optional.of(constant.object());
    }
    if (item instanceof Item.Number number && number.value().isConstant()) {
      long value = number.value().immediate();
      if (wanted == int.class) {
        return Optional.of((int) value);
      }
      if (wanted == long.class) {
        return Optional.of(value);
      }
      return narrow((int) value, wanted);
    }
    return Optional.empty();
  }

  private static Optional<Object> narrow(int value, Class<?> wanted) {
    if (wanted == char.class) {
      return Optional.of((char) value);
    }
    if (wanted == short.class) {
      return Optional.of((short) value);
    }
    if (wanted == byte.class) {
      return Optional.of((byte) value);
    }
    return wanted == boolean.class ? Optional.of(value != 0) : Optional.empty();
  }

  private Optional<Optional<Item>> invoke(
      CallCode.Call call, Method method, boolean isStatic, List<Object> arguments) {
    try {
      method.trySetAccessible();
      Object owner = isStatic ? call.owner() : arguments.remove(0);
      Object result = method.invoke(owner, arguments.toArray());
      if (isTableMethod(call)) {
        t.scope().unit().statics().addTable(result);
      }
      return Optional.of(
          call.hasResult() ? Optional.of(item(result, method.getReturnType())) : Optional.empty());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof NumberFormatException) {
        throw t.refuse(Rule.TEXT, call + " (" + e.getCause().getMessage() + ")");
      }
      boolean isOfNumbers = Library.isComputed(call.owner(), call.name());
      if (isOfNumbers || e.getCause() instanceof IndexOutOfBoundsException) {
        return Optional.empty(); // The program ends there, as others do.
      }
      throw t.refuse(
          Rule.FIELD, call + " says: " + words(e.getCause()), "a call that Java allows, too");
    } catch (IllegalAccessException | IllegalArgumentException e) {
      throw t.refuse(Rule.FIELD, call + " (" + e + ")");
    }
  }

  private static String words(Throwable cause) {
    return Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
  }

  private Item item(Object result, Class<?> type) {
    return result == null ? new Item.Null() : new Constants(t.scope()).item(result, type);
  }
}
