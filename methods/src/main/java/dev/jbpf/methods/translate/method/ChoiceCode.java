package dev.jbpf.methods.translate.method;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.item.Element;
import dev.jbpf.methods.item.FrameState;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.translate.scope.Boxes;
import dev.jbpf.methods.translate.scope.Constants;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Objects that are known, where it depends on the way which one it is. */
public final class ChoiceCode {
  /** So many numbers are compared one after the other; more become a table. */
  private static final int FEW = 4;

  private final MethodTranslator t;

  public ChoiceCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** {@return the field of that name, of whichever object it is} */
  public Item field(Item.Choice choice, String name) {
    return chosen(
        choice.index(),
        choice.all().stream().map(one -> new FieldCode(t).get(one.object(), name)).toList());
  }

  /** {@return the element of an array that is known and does not change} */
  public Item element(Object array, Value index) {
    List<Item> all = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      Object element = Array.get(array, i);
      all.add(
          element == null
              ? new Item.Null()
              : new Constants(t.scope()).item(element, array.getClass().getComponentType()));
    }
    return chosen(index, all);
  }

  /** {@return that of {@code all} whose number {@code index} is, which is one of theirs} */
  public Item chosen(Value index, List<Item> all) {
    if (index.isConstant()) {
      return all.get((int) index.immediate());
    }
    if (all.stream().allMatch(Item.Number.class::isInstance)) {
      return new Item.Number(
          number(index, all.stream().map(item -> ((Item.Number) item).value()).toList()));
    }
    if (all.stream().allMatch(item -> item instanceof Item.Constant one && one.isValue())) {
      return choice(index, all.stream().map(Item.Constant.class::cast).toList());
    }
    if (all.stream().allMatch(item -> isBox(item, all.get(0)))) {
      Class<?> type = ((Item.Struct) all.get(0)).type();
      return Boxes.of(type, number(index, all.stream().map(t::number).toList()));
    }
    if (all.stream().distinct().count() == 1) {
      return all.get(0);
    }
    return new Item.Several(all, index);
  }

  private static boolean isBox(Item item, Item first) {
    return item instanceof Item.Struct struct
        && Boxes.isBox(struct.type())
        && first instanceof Item.Struct other
        && other.type() == struct.type();
  }

  private Item choice(Value index, List<Item.Constant> all) {
    List<Item.Constant> distinct =
        all.get(0)
            .enumeration()
            .map(Item.Constant::all)
            .filter(constants -> constants.containsAll(all))
            .orElseGet(() -> all.stream().distinct().toList());
    if (all.stream().distinct().count() == 1) {
      return all.get(0);
    }
    List<Value> numbers = all.stream().map(one -> t.scope().number(distinct.indexOf(one))).toList();
    return new Item.Choice(distinct, distinct.equals(all) ? index : number(index, numbers));
  }

  private Value number(Value index, List<Value> all) {
    long first = all.get(0).immediate();
    if (all.stream().allMatch(value -> value.isConstant(first))) {
      return all.get(0);
    }
    if (all.size() > FEW && all.stream().allMatch(Value::isConstant)) {
      return inTable(index, all);
    }
    Value result = all.get(all.size() - 1);
    for (int i = all.size() - 2; i >= 0; i--) {
      Value isThat = t.f().compare(Opcode.EQ, index, t.scope().number(i));
      result = t.f().select(isThat, all.get(i), result);
    }
    return result;
  }

  private Value inTable(Value index, List<Value> all) {
    boolean isWide = all.get(0).type().isWide();
    Element element = isWide ? Element.LONG : Element.INT;
    Object array = Array.newInstance(element.java(), all.size());
    for (int i = 0; i < all.size(); i++) {
      long number = all.get(i).immediate();
      if (isWide) {
        Array.setLong(array, i, number);
      } else {
        Array.setInt(array, i, (int) number);
      }
    }
    Object table = t.scope().unit().statics().shared(array);
    Item loaded = new ArrayCode(t).element(new Item.Constant(table), index);
    return ((Item.Number) loaded).value();
  }

  /**
   * Ends the block: does {@code step} for each of the objects on its own.
   *
   * @param step says whether control goes on behind it
   */
  public void each(Item.Choice choice, Predicate<Item.Constant> step) {
    FrameState before = t.state().copy();
    int last = choice.all().size() - 1;
    for (int i = 0; i <= last; i++) {
      Item.Constant one = choice.all().get(i);
      Block other = t.f().newBlock("");
      if (i < last) {
        Block that = t.f().newBlock("");
        t.f().branch(t.f().ask(Opcode.EQ, choice.index(), t.scope().number(i)), that, other);
        t.f().enter(that);
      }
      FrameState known = before.copy();
      known.change(item -> item.equals(choice) ? one : item);
      if (t.within(known, () -> step.test(one))) {
        t.go(t.at() + 1);
      }
      t.f().enter(other);
    }
  }

  /** {@return the number of a constant of an enumeration} */
  public Value ordinal(Item item) {
    if (item instanceof Item.Choice choice) {
      return t.number(chosen(choice.index(), choice.all().stream().map(this::ordinalOf).toList()));
    }
    return t.number(ordinalOf((Item.Constant) item));
  }

  private Item ordinalOf(Item.Constant constant) {
    return new Item.Number(t.scope().number(((Enum<?>) constant.object()).ordinal()));
  }

  /** {@return the number of 32 bits that is 1 where both are the same object} */
  public Value same(Item one, Item other) {
    if (one instanceof Item.Constant && other instanceof Item.Constant) {
      return t.scope().number(one.equals(other) ? 1 : 0);
    }
    if (one instanceof Item.Choice a && other instanceof Item.Choice b && a.all().equals(b.all())) {
      return isIndex(a, b.index());
    }
    if (!(other instanceof Item.Choice choice)) {
      return same(other, one);
    }
    if (one instanceof Item.Constant) {
      int place = choice.all().indexOf(one);
      return place < 0 ? t.scope().number(0) : isIndex(choice, t.scope().number(place));
    }
    List<Item> each =
        choice.all().stream().<Item>map(object -> new Item.Number(same(object, one))).toList();
    return t.number(chosen(choice.index(), each));
  }

  private Value isIndex(Item.Choice choice, Value number) {
    return t.f().cast(t.f().compare(Opcode.EQ, choice.index(), number), Type.S32);
  }

  /** {@return whether {@code item} is known, or one of several that are} */
  public static boolean isKnown(Item item) {
    return item instanceof Item.Choice || item instanceof Item.Constant;
  }
}
