package dev.jbpf.methods.translate;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.Constants;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Constants of enumerations, where it depends on the way which one it is. */
final class EnumCode {
  private final MethodTranslator t;

  EnumCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** {@return the field of that name, of whichever constant it is} */
  Item field(Item.Choice choice, String name) {
    List<Item> all = new ArrayList<>();
    for (Object constant : choice.type().getEnumConstants()) {
      all.add(new FieldCode(t).get(constant, name));
    }
    return chosen(choice.ordinal(), all);
  }

  /** {@return the element of {@code table}, which nobody changes} */
  Item element(Object table, Value index) {
    List<Item> all = new ArrayList<>();
    for (int i = 0; i < Array.getLength(table); i++) {
      Object element = Array.get(table, i);
      all.add(new Constants(t.scope()).item(element, table.getClass().getComponentType()));
    }
    return chosen(index, all);
  }

  private Item chosen(Value index, List<Item> all) {
    if (index.isConstant()) {
      return all.get((int) index.immediate());
    }
    if (!(all.stream().allMatch(Item.Number.class::isInstance))) {
      throw t.refuse(Rule.MERGED, "a field of a constant that depends on the way");
    }
    Value result = ((Item.Number) all.get(all.size() - 1)).value();
    for (int i = all.size() - 2; i >= 0; i--) {
      Value isThat = t.f().compare(Opcode.EQ, index, t.scope().number(i));
      result = t.f().select(isThat, ((Item.Number) all.get(i)).value(), result);
    }
    return new Item.Number(result);
  }
}
