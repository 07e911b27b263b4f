package dev.jbpf.methods.translate;

import dev.jbpf.map.Codec;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.memory.Members;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.MethodTranslator;
import org.objectweb.asm.Type;

/** Where components of records lie: known when the program is made. */
final class MemberCode {
  private final MethodTranslator t;

  MemberCode(MethodTranslator translator) {
    this.t = translator;
  }

  void step(CallCode.Call call) {
    if (!(call.argument(0) instanceof Item.Constant record)
        || !(record.object() instanceof Codec<?> codec)
        || !(call.argument(1) instanceof Item.Lambda member)) {
      throw t.refuse(Rule.FIELD, "a member that is not named like Event::pid");
    }
    String name = member.code().getName();
    if (call.name().equals("offset")) {
      t.push(t.scope().number(Codec.offset(codec, name)));
    } else {
      t.push(new Item.Constant(Members.component(codec, name, type(member))));
    }
  }

  /** Only of narrow numbers it matters to which class they belong. */
  private static Class<?> type(Item.Lambda member) {
    return switch (Type.getReturnType(member.code().getDesc()).getSort()) {
      case Type.BYTE -> byte.class;
      case Type.SHORT -> short.class;
      default -> Object.class;
    };
  }
}
