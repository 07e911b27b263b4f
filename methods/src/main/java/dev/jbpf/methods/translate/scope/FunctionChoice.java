package dev.jbpf.methods.translate.scope;

import dev.jbpf.methods.AlwaysInline;
import dev.jbpf.methods.BpfFunction;
import dev.jbpf.methods.classfile.MethodCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;

/**
 * Which methods become functions of the program: those that say so, and where it grows large, those
 * that it calls more than once.
 */
public final class FunctionChoice {
  /** So many values are a large program. */
  private static final int LARGE = 4_000;

  /** Smaller methods are best where they are called. */
  private static final int SMALL = 12;

  private static final int MOST_PARAMETERS = 5;

  private final Map<MethodCode, Integer> calls = new HashMap<>();
  private final Set<MethodCode> never = new HashSet<>();
  private boolean isLarge;

  /** The program is written from its start on. */
  public void begin() {
    calls.clear();
  }

  /** {@return whether the method says that it is one} */
  public static boolean isMarked(MethodCode method) {
    return method.isMarked(BpfFunction.class);
  }

  /** {@return whether the method, which is called, becomes one} */
  public boolean isFunction(MethodCode method) {
    int times = calls.getOrDefault(method, 0) + 1;
    calls.put(method, times);
    return isMarked(method) || isLarge && times > 1 && isFit(method);
  }

  private boolean isFit(MethodCode method) {
    return !never.contains(method)
        && method.isStatic()
        && !Library.isLibrary(method.type())
        && !method.isMarked(AlwaysInline.class)
        && method.node().instructions.size() > SMALL
        && isOfNumbers(Type.getMethodType(method.descriptor()));
  }

  private static boolean isOfNumbers(Type signature) {
    for (Type parameter : signature.getArgumentTypes()) {
      if (!isNumber(parameter)) {
        return false;
      }
    }
    return signature.getArgumentTypes().length <= MOST_PARAMETERS
        && (signature.getReturnType() == Type.VOID_TYPE || isNumber(signature.getReturnType()));
  }

  private static boolean isNumber(Type type) {
    return type.getSort() >= Type.BOOLEAN
        && type.getSort() <= Type.LONG
        && type.getSort() != Type.FLOAT;
  }

  /** Notes that the method cannot be one. */
  public void exclude(MethodCode method) {
    never.add(method);
  }

  /** {@return whether it is to be written again, with more functions, as it has so many values} */
  public boolean isTooLarge(int values) {
    boolean isNew = !isLarge && values > LARGE;
    isLarge |= isNew;
    return isNew;
  }
}
