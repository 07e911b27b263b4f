package dev.jbpf.methods.translate.method;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.classfile.ClassFiles;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.Boxes;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** Whether two values are the same, and their hash codes: of records, boxes, constants, numbers. */
public final class EqualityCode {
  /** What makes the methods that records have of their own. */
  public static final String RECORDS = "java/lang/runtime/ObjectMethods";

  private static final int TRUE = 1231;
  private static final int FALSE = 1237;

  private final MethodTranslator t;

  public EqualityCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** {@return the number of 32 bits that is 1 where both are equal, else 0} */
  public Value equal(Item one, Item other) {
    if (one instanceof Item.Number || other instanceof Item.Number) {
      return compare(Opcode.EQ, t.number(one), t.number(other));
    }
    if (one instanceof Item.Null || other instanceof Item.Null) {
      return isNull(one instanceof Item.Null ? other : one);
    }
    Optional<Value> absent = Item.absent(one);
    Optional<Value> otherAbsent = Item.absent(other);
    if (absent.isEmpty() && otherAbsent.isEmpty()) {
      return equalThere(one, other);
    }
    Value zero = t.scope().number(0);
    Value first = absent.orElse(zero);
    Value second = otherAbsent.orElse(zero);
    Value bothAre = t.f().and(first, second);
    Value none = compare(Opcode.EQ, t.f().or(first, second), zero);
    return t.f().or(bothAre, t.f().and(none, equalThere(there(one), there(other))));
  }

  private Value isNull(Item item) {
    if (item instanceof Item.Address address && address.isNullable()) {
      return compare(Opcode.EQ, address.value(), t.zero(address.value()));
    }
    return Item.absent(item).orElseGet(() -> t.scope().number(item instanceof Item.Null ? 1 : 0));
  }

  private static Item there(Item item) {
    return item instanceof Item.Struct struct
        ? new Item.Struct(struct.type(), struct.fields(), Optional.empty())
        : item;
  }

  private Value compare(Opcode opcode, Value left, Value right) {
    return t.f().cast(t.f().compare(opcode, left, right), Type.S32);
  }

  private Value equalThere(Item given, Item with) {
    Item one = parts(given);
    Item other = parts(with);
    if (one instanceof Item.Struct a && other instanceof Item.Struct b) {
      return a.type() == b.type() ? parts(a, b) : t.scope().number(0);
    }
    if (ChoiceCode.isKnown(one) && ChoiceCode.isKnown(other)) {
      return new ChoiceCode(t).same(one, other);
    }
    if (one instanceof Item.Array a && other instanceof Item.Array b) {
      return t.scope().number(a.site() == b.site() ? 1 : 0);
    }
    if (one instanceof Item.Instance a && other instanceof Item.Instance b && isOwn(a)) {
      return t.scope().number(a.site() == b.site() ? 1 : 0);
    }
    throw t.refuse(Rule.IDENTITY, one.words() + " equals " + other.words());
  }

  /** Objects that change are themselves, and no others. */
  private static boolean isOwn(Item.Instance instance) {
    return ClassFiles.find(instance.site().type(), "equals", "(Ljava/lang/Object;)Z")
        .filter(method -> method.type() == Object.class)
        .isPresent();
  }

  private Value parts(Item.Struct one, Item.Struct other) {
    requireValue(one.type());
    Value result = t.scope().number(1);
    for (String name : one.fields().keySet()) {
      Value isSame = equal(one.fields().get(name), other.fields().get(name));
      result = t.scope().binary(Opcode.AND, result, isSame);
    }
    return result;
  }

  /** Records that say themselves what is equal are asked, which is not done inside of others. */
  private void requireValue(Class<?> type) {
    if (!Boxes.isBox(type) && !isMade(type, "equals", "(Ljava/lang/Object;)Z")) {
      throw t.refuse(Rule.IDENTITY, "a " + type.getSimpleName() + " inside of another record");
    }
  }

  private static boolean isMade(Class<?> type, String name, String descriptor) {
    return ClassFiles.find(type, name, descriptor).stream()
        .flatMap(method -> Stream.of(method.node().instructions.toArray()))
        .anyMatch(EqualityCode::isMade);
  }

  private static boolean isMade(AbstractInsnNode insn) {
    return insn instanceof InvokeDynamicInsnNode call && call.bsm.getOwner().equals(RECORDS);
  }

  /**
   * {@return the hash code}
   *
   * @param type what Java declares it as
   */
  public Value hash(Item item, Class<?> type) {
    if (item instanceof Item.Null) {
      return t.scope().number(0);
    }
    Optional<Value> absent = Item.absent(item);
    Value hash = hashThere(there(item), type);
    return absent
        .map(
            flag ->
                t.f()
                    .select(
                        t.f().compare(Opcode.NE, flag, t.zero(flag)), t.scope().number(0), hash))
        .orElse(hash);
  }

  /** {@return a record that is known as what is in it: another with the same is equal} */
  private Item parts(Item item) {
    Optional<Class<?>> type = ObjectCode.type(item).filter(Class::isRecord);
    if (!ChoiceCode.isKnown(item) || type.isEmpty()) {
      return item;
    }
    Map<String, Item> fields = new LinkedHashMap<>();
    for (RecordComponent component : type.get().getRecordComponents()) {
      String name = component.getName();
      fields.put(
          name,
          item instanceof Item.Choice choice
              ? new ChoiceCode(t).field(choice, name)
              : new FieldCode(t).get(((Item.Constant) item).object(), name));
    }
    return new Item.Struct(type.get(), fields, Optional.empty());
  }

  private Value hashThere(Item given, Class<?> type) {
    Item item = parts(given);
    if (item instanceof Item.Number number) {
      return ofNumber(number.value(), type == boolean.class);
    }
    if (item instanceof Item.Struct box && Boxes.isBox(box.type())) {
      return ofNumber(t.number(box), box.type() == Boolean.class);
    }
    if (item instanceof Item.Struct struct && isMade(struct.type(), "hashCode", "()I")) {
      Value result = t.scope().number(0);
      for (var component : struct.type().getRecordComponents()) {
        Value times = t.scope().binary(Opcode.MUL, result, t.scope().number(31));
        Value part = hash(struct.fields().get(component.getName()), component.getType());
        result = t.scope().binary(Opcode.ADD, times, part);
      }
      return result;
    }
    if (item instanceof Item.Constant constant && constant.object() instanceof String text) {
      return t.scope().number(text.hashCode());
    }
    if (item instanceof Item.Choice choice) {
      List<Item> each =
          choice.all().stream().<Item>map(one -> new Item.Number(hashThere(one, type))).toList();
      return t.number(new ChoiceCode(t).chosen(choice.index(), each));
    }
    throw t.refuse(Rule.IDENTITY, "the hash code of " + item.words());
  }

  private Value ofNumber(Value value, boolean isBoolean) {
    if (isBoolean) {
      Value isTrue = t.f().compare(Opcode.NE, value, t.zero(value));
      return t.f().select(isTrue, t.scope().number(TRUE), t.scope().number(FALSE));
    }
    if (!value.type().isWide()) {
      return value;
    }
    Value upper = t.scope().binary(Opcode.SHR, value, t.scope().number(32L));
    return t.scope().cast(t.scope().binary(Opcode.XOR, value, upper), Type.S32);
  }
}
