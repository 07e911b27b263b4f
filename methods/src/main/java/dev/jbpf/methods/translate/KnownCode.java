package dev.jbpf.methods.translate;

import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.Constants;
import dev.jbpf.methods.translate.scope.Library;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
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
    if (!Library.isKnown(call.owner()) && !isTableMethod(call)) {
      return false;
    }
    MethodType type =
        MethodType.fromMethodDescriptorString(
            call.descriptor(), t.path().method().type().getClassLoader());
    Optional<Method> method = method(call, type);
    if (method.isEmpty()) {
      return false;
    }
    boolean isStatic = java.lang.reflect.Modifier.isStatic(method.get().getModifiers());
    List<Object> arguments = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      int parameter = isStatic ? i : i - 1;
      Class<?> wanted = parameter < 0 ? call.owner() : type.parameterType(parameter);
      Optional<Object> known = known(call.argument(i), wanted);
      if (known.isEmpty()) {
        return false;
      }
      arguments.add(known.get());
    }
    push(call, method.get(), isStatic, arguments);
    return true;
  }

  /** A table from the numbers of an enumeration, as ECJ makes it. */
  private static boolean isTableMethod(CallCode.Call call) {
    return call.name().startsWith("$SWITCH_TABLE$");
  }

  private static Optional<Method> method(CallCode.Call call, MethodType type) {
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
      return wanted == char.class ? Optional.of((char) value) : Optional.empty();
    }
    return Optional.empty();
  }

  private void push(CallCode.Call call, Method method, boolean isStatic, List<Object> arguments) {
    try {
      method.trySetAccessible();
      Object owner = isStatic ? call.owner() : arguments.remove(0);
      Object result = method.invoke(owner, arguments.toArray());
      if (isTableMethod(call)) {
        t.scope().unit().statics().addTable(result);
      }
      if (call.hasResult()) {
        t.push(
            result == null
                ? new Item.Null()
                : new Constants(t.scope()).item(result, method.getReturnType()));
      }
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw t.refuse(Rule.FIELD, call + " (" + e + ")");
    }
  }
}
