package dev.jbpf.methods.translate;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.ArrayCode;
import dev.jbpf.methods.translate.method.MethodTranslator;
import dev.jbpf.methods.translate.scope.FunctionScope;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/** What Unicode says of a letter: a table of all of them, made by asking the JDK. */
final class CharacterCode {
  private static final int LETTERS = Character.MAX_VALUE + 1;

  /** Numbers that they have already: what the JDK computes. */
  private static final Set<String> COMPUTED = Set.of("reverseBytes", "hashCode");

  /** By the method that was asked: 8 KiB for yes and no, 128 KiB for letters and numbers. */
  private static final Map<String, Object> TABLES = new ConcurrentHashMap<>();

  private final MethodTranslator t;

  CharacterCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** {@return whether it was such a question, of a letter that is not known} */
  boolean step(CallCode.Call call) {
    if (call.owner() != Character.class || COMPUTED.contains(call.name())) {
      return false;
    }
    switch (call.descriptor()) {
      case "(C)Z" -> isTrue(TABLES.computeIfAbsent(call.name(), CharacterCode::bits), letter(call));
      case "(C)C" -> push(TABLES.computeIfAbsent(call.name(), CharacterCode::letters), call);
      case "(C)I", "(C)B" -> push(numbers(call.name(), asking(call.name())), call);
      case "(CI)I" -> {
        int radix = radix(call);
        push(numbers(call.name() + radix, letter -> Character.digit((char) letter, radix)), call);
      }
      default -> {
        requireLetter(call);
        return false;
      }
    }
    return true;
  }

  private int radix(CallCode.Call call) {
    Value radix = t.number(call.argument(1));
    if (!radix.isConstant()) {
      throw t.refuse(Rule.FOREIGN_METHOD, call + " of a base that is not known");
    }
    return (int) radix.immediate();
  }

  /** A code point may be more than a table has. */
  private void requireLetter(CallCode.Call call) {
    if (call.descriptor().startsWith("(I)") && isOfLetters(call.name(), char.class)
        || call.descriptor().startsWith("(II)")
            && isOfLetters(call.name(), char.class, int.class)) {
      throw t.refuse(
          Rule.FOREIGN_METHOD, call + " of an int, which takes a char: (char), or a comparison");
    }
  }

  private static boolean isOfLetters(String name, Class<?>... types) {
    try {
      return Character.class.getMethod(name, types) != null;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private Value letter(CallCode.Call call) {
    return t.number(call.argument(0));
  }

  private void push(Object table, CallCode.Call call) {
    t.push(at(table, letter(call), Character.MAX_VALUE));
  }

  private static Object numbers(String key, IntFunction<Object> ask) {
    return TABLES.computeIfAbsent(
        key,
        made -> {
          short[] numbers = new short[LETTERS];
          for (int i = 0; i < LETTERS; i++) {
            numbers[i] = ((Number) ask.apply(i)).shortValue();
          }
          return numbers;
        });
  }

  private void isTrue(Object table, Value letter) {
    FunctionScope scope = t.scope();
    Value index = scope.binary(Opcode.SHR, letter, scope.number(6));
    Value word = at(table, index, LETTERS / Long.SIZE - 1);
    Value shift = scope.cast(scope.binary(Opcode.AND, letter, scope.number(63)), Type.S64);
    Value bit = scope.binary(Opcode.SHR, word, shift);
    t.push(scope.cast(scope.binary(Opcode.AND, bit, scope.number(1L)), Type.S32));
  }

  private Value at(Object table, Value index, int mask) {
    Value inside = t.scope().binary(Opcode.AND, index, t.scope().number(mask));
    return t.number(new ArrayCode(t).element(new Item.Constant(table), inside));
  }

  private static Object bits(String question) {
    IntFunction<Object> ask = asking(question);
    long[] bits = new long[LETTERS / Long.SIZE];
    for (int i = 0; i < LETTERS; i++) {
      if ((Boolean) ask.apply(i)) {
        bits[i / Long.SIZE] |= 1L << i;
      }
    }
    return bits;
  }

  private static Object letters(String question) {
    IntFunction<Object> ask = asking(question);
    char[] letters = new char[LETTERS];
    for (int i = 0; i < LETTERS; i++) {
      letters[i] = (Character) ask.apply(i);
    }
    return letters;
  }

  private static IntFunction<Object> asking(String question) {
    try {
      Method method = Character.class.getMethod(question, char.class);
      return letter -> {
        try {
          return method.invoke(null, (char) letter);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      };
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
