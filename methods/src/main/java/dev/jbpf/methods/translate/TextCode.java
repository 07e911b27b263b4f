package dev.jbpf.methods.translate;

import dev.jbpf.ir.Value;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.translate.method.ArrayCode;
import dev.jbpf.methods.translate.method.EqualityCode;
import dev.jbpf.methods.translate.method.MethodTranslator;
import dev.jbpf.methods.translate.method.ObjectCode;

/** Texts that are known, asked for what is not. */
final class TextCode {
  private final MethodTranslator t;

  TextCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** {@return whether it was a call of a text that can be answered} */
  boolean step(CallCode.Call call) {
    if (call.owner() != String.class && isKnown(call)) {
      return step(
          new CallCode.Call(String.class, call.name(), call.descriptor(), call.arguments()));
    }
    if (call.is(String.class, "charAt") && call.argument(0) instanceof Item.Constant text) {
      charAt((String) text.object(), t.number(call.argument(1)));
      return true;
    }
    if (call.is(String.class, "equals")) {
      t.push(new EqualityCode(t).equal(call.argument(0), call.argument(1)));
      return true;
    }
    if (call.is(String.class, "hashCode")) {
      t.push(new EqualityCode(t).hash(call.argument(0), String.class));
      return true;
    }
    return false;
  }

  private static boolean isKnown(CallCode.Call call) {
    return !call.arguments().isEmpty()
        && ObjectCode.type(call.argument(0)).orElse(Object.class) == String.class;
  }

  /** Where Java throws as there is no such letter, the program ends. */
  private void charAt(String text, Value index) {
    Object letters = t.scope().unit().statics().shared(text.toCharArray());
    t.push(new ArrayCode(t).element(new Item.Constant(letters), index));
  }
}
