package dev.jbpf.methods.translate.scope;

import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.Rule;
import java.net.InetAddress;

/** What is known when the program is made, as items. */
public final class Constants {
  private final FunctionScope scope;

  public Constants(FunctionScope scope) {
    this.scope = scope;
  }

  /** {@return {@code value}, of a field or result of that type} */
  public Item item(Object value, Class<?> type) {
    if (!type.isPrimitive()) {
      boolean isBox = Boxes.isBox(value.getClass()) && !(value instanceof InetAddress);
      return isBox
          ? Boxes.of(value.getClass(), ((Item.Number) number(value)).value())
          : new Item.Constant(value);
    }
    return number(value);
  }

  private Item number(Object value) {
    if (value instanceof Long number) {
      return new Item.Number(scope.number(number));
    }
    if (value instanceof Boolean yes) {
      return new Item.Number(scope.number(yes ? 1 : 0));
    }
    if (value instanceof Character letter) {
      return new Item.Number(scope.number(letter));
    }
    if (value instanceof Float || value instanceof Double) {
      throw scope.refuse(Rule.FLOATING_POINT, "the constant " + value);
    }
    return new Item.Number(scope.number(((Number) value).intValue()));
  }
}
