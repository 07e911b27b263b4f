package dev.jbpf.methods.translate;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.translate.method.ArrayCode;
import dev.jbpf.methods.translate.method.MethodTranslator;
import dev.jbpf.methods.translate.scope.FunctionScope;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/** What Unicode says of a letter: a table of all of them, made by asking the JDK. */
final class CharacterCode {
  private static final int LETTERS = Character.MAX_VALUE + 1;

  /** By the method that was asked: 8 KiB for yes and no, 128 KiB for letters. */
  private static final Map<String, Object> TABLES = new ConcurrentHashMap<>();

  private final MethodTranslator t;

  CharacterCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** {@return whether it was such a question, of a letter that is not known} */
  boolean step(CallCode.Call call) {
    boolean isQuestion = call.descriptor().equals("(C)Z");
    if (call.owner() != Character.class
        || !isQuestion && !call.descriptor().equals("(C)C")
        || call.name().equals("reverseBytes")) {
      return false;
    }
    Value letter = t.number(call.argument(0));
    if (isQuestion) {
      isTrue(TABLES.computeIfAbsent(call.name(), CharacterCode::bits), letter);
    } else {
      Object letters = TABLES.computeIfAbsent(call.name(), CharacterCode::letters);
      t.push(at(letters, letter, Character.MAX_VALUE));
    }
    return true;
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
