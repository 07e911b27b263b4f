package dev.jbpf.methods.item;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.methods.refusal.Rule;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.objectweb.asm.Handle;

/**
 * What items have in common that come together where ways meet: which values differ by the way, and
 * which things must be the same.
 */
sealed interface Shape {
  /** A value: a number, a flag, an address. */
  record Leaf(Type type) implements Shape {
    @Override
    public boolean equals(Object other) {
      return other instanceof Leaf leaf && type.equals(leaf.type);
    }
  }

  /** Something without values, the same on all ways. */
  record Fixed(Item item) implements Shape {
    @Override
    public boolean equals(Object other) {
      return other instanceof Fixed fixed && item.equals(fixed.item);
    }
  }

  /** Null on all ways. */
  record Nothing() implements Shape {
    @Override
    public boolean equals(Object other) {
      return other instanceof Nothing;
    }
  }

  /** One of these objects. */
  record OneOf(List<Item.Constant> all) implements Shape {}

  /** An object that cannot change. */
  record Parts(Class<?> type, Map<String, Shape> fields, boolean isNullable) implements Shape {
    @Override
    public boolean equals(Object other) {
      return other instanceof Parts parts
          && type == parts.type
          && isNullable == parts.isNullable
          && fields.equals(parts.fields);
    }
  }

  /** An object that can change. */
  record Made(Site site, boolean isNullable) implements Shape {
    @Override
    public boolean equals(Object other) {
      return other instanceof Made made && site == made.site && isNullable == made.isNullable;
    }
  }

  /** A structure of the kernel, or a part of it. */
  record Structure(Item.Kernel kernel, Type base) implements Shape {
    static Structure of(Item.Kernel kernel) {
      Type.Pointer type = ((Type.Pointer) kernel.base().type()).notNull();
      return new Structure(kernel, kernel.isNullable() ? type.orNull() : type);
    }

    /** {@return whether they differ only in that one may be null} */
    boolean isSame(Structure other) {
      return of(kernel.nullable(true)).equals(of(other.kernel.nullable(true)));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Structure one
          && base.equals(one.base)
          && kernel.at(one.kernel.base()).equals(one.kernel);
    }

    @Override
    public int hashCode() {
      return base.hashCode();
    }
  }

  /** A lambda with what it has caught. */
  record Caught(Item.Face face, Handle code, List<Shape> captured) implements Shape {
    boolean isSame(Caught other) {
      return face.equals(other.face) && code.equals(other.code);
    }
  }

  /** One of these, which have nothing in common. */
  record Several(List<Shape> all) implements Shape {}

  /** Of no use. */
  record Useless(Rule rule, String why) implements Shape {
    Useless(String why) {
      this(Rule.MERGED, why);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Useless one && rule == one.rule && why.equals(one.why);
    }
  }

  /** Flags are numbers of 32 bits. */
  Type FLAG = Type.S32;

  /** {@return the shape of {@code item}} */
  static Shape of(Item item) {
    if (item instanceof Item.Number number) {
      return new Leaf(number.value().type().isWide() ? Type.S64 : Type.S32);
    }
    if (item instanceof Item.Address address) {
      Type.Pointer type = address.type().notNull();
      return new Leaf(address.isNullable() ? type.orNull() : type);
    }
    if (item instanceof Item.Null) {
      return new Nothing();
    }
    if (item instanceof Item.Choice choice) {
      return new OneOf(choice.all());
    }
    if (item instanceof Item.Struct struct) {
      return new Parts(struct.type(), of(struct.fields()), struct.absent().isPresent());
    }
    if (item instanceof Item.Instance instance) {
      return new Made(instance.site(), instance.absent().isPresent());
    }
    if (item instanceof Item.Kernel kernel) {
      return Structure.of(kernel);
    }
    if (item instanceof Item.Lambda lambda) {
      List<Shape> captured = lambda.captured().stream().map(Shape::of).toList();
      return new Caught(lambda.face(), lambda.code(), captured);
    }
    if (item instanceof Item.Several several) {
      return Variants.of(map(several.all(), Shape::of));
    }
    return item instanceof Item.Unusable unusable
        ? new Useless(unusable.rule(), unusable.why())
        : new Fixed(item);
  }

  /** {@return the shapes of {@code fields}} */
  static Map<String, Shape> of(Map<String, Item> fields) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    fields.forEach((name, field) -> shapes.put(name, of(field)));
    return shapes;
  }

  /** {@return the shape that both have, {@link Useless} where there is none} */
  static Shape join(Shape one, Shape other) {
    if (one.equals(other)) {
      return one;
    }
    if (one instanceof Several || other instanceof Several) {
      return Variants.join(one, other);
    }
    if (one instanceof Nothing) {
      return orNull(other);
    }
    if (other instanceof Nothing) {
      return orNull(one);
    }
    if (one instanceof Leaf a && other instanceof Leaf b) {
      return leaves(a, b);
    }
    if (one instanceof Parts a && other instanceof Parts b && a.type() == b.type()) {
      return new Parts(a.type(), join(a.fields(), b.fields()), a.isNullable() || b.isNullable());
    }
    if (one instanceof Made a && other instanceof Made b && a.site() == b.site()) {
      return new Made(a.site(), true);
    }
    if (one instanceof Structure a && other instanceof Structure b && a.isSame(b)) {
      return Structure.of(a.kernel().nullable(true));
    }
    if (one instanceof Caught a && other instanceof Caught b && a.isSame(b)) {
      return new Caught(a.face(), a.code(), join(a.captured(), b.captured()));
    }
    List<Item.Constant> first = choice(one);
    List<Item.Constant> second = choice(other);
    return first.isEmpty() || second.isEmpty()
        ? Variants.join(one, other)
        : new OneOf(union(first, second));
  }

  private static List<Shape> join(List<Shape> one, List<Shape> other) {
    return IntStream.range(0, one.size()).mapToObj(i -> join(one.get(i), other.get(i))).toList();
  }

  /** {@return the fields that both have} */
  static Map<String, Shape> join(Map<String, Shape> one, Map<String, Shape> other) {
    Map<String, Shape> both = new LinkedHashMap<>();
    one.forEach((name, shape) -> both.put(name, join(shape, other.getOrDefault(name, shape))));
    other.forEach(both::putIfAbsent);
    return both;
  }

  private static Shape leaves(Leaf one, Leaf other) {
    if (one.type() instanceof Type.Pointer a && other.type() instanceof Type.Pointer b) {
      Type.Pointer type = a.to() == b.to() ? a.notNull() : Type.MEMORY;
      return new Leaf(a.isNullable() || b.isNullable() ? type.orNull() : type);
    }
    return new Useless("a number of 32 bits on one way, of 64 on the other");
  }

  private static Shape orNull(Shape shape) {
    if (shape instanceof Leaf leaf && leaf.type() instanceof Type.Pointer pointer) {
      return new Leaf(pointer.orNull());
    }
    if (shape instanceof Parts parts) {
      return new Parts(parts.type(), parts.fields(), true);
    }
    if (shape instanceof Made made) {
      return new Made(made.site(), true);
    }
    return Variants.join(shape, new Nothing());
  }

  /** {@return the objects that it may be, none where it is something else} */
  static List<Item.Constant> choice(Shape shape) {
    if (shape instanceof OneOf one) {
      return one.all();
    }
    return shape instanceof Fixed fixed
            && fixed.item() instanceof Item.Constant constant
            && constant.isValue()
        ? constant.enumeration().map(Item.Constant::all).orElse(List.of(constant))
        : List.of();
  }

  private static List<Item.Constant> union(List<Item.Constant> one, List<Item.Constant> other) {
    Set<Item.Constant> both = new LinkedHashSet<>(one);
    both.addAll(other);
    return List.copyOf(both);
  }

  /** Adds the types of the values to {@code types}. */
  default void types(List<Type> types) {
    if (this instanceof Leaf leaf) {
      types.add(leaf.type());
    } else if (this instanceof Structure structure) {
      types.add(structure.base());
    } else if (this instanceof OneOf) {
      types.add(Type.S32);
    } else if (this instanceof Parts parts) {
      parts.fields().values().forEach(field -> field.types(types));
      if (parts.isNullable()) {
        types.add(FLAG);
      }
    } else if (this instanceof Made made && made.isNullable()) {
      types.add(FLAG);
    } else if (this instanceof Caught caught) {
      caught.captured().forEach(shape -> shape.types(types));
    } else if (this instanceof Several several) {
      types.add(Type.S32);
      several.all().forEach(shape -> shape.types(types));
    }
  }

  /** Adds the values that {@code item} has for them, on the way that {@code f} writes. */
  default void values(Item item, FunctionBuilder f, List<Value> values) {
    if (this instanceof Leaf leaf) {
      values.add(leaf(leaf, item, f));
    } else if (this instanceof Structure) {
      values.add(((Item.Kernel) item).base());
    } else if (this instanceof OneOf one) {
      values.add(index(one, item, f));
    } else if (this instanceof Parts parts) {
      parts(parts, item, f, values);
    } else if (this instanceof Made made && made.isNullable()) {
      values.add(flag(item, f));
    } else if (this instanceof Caught caught) {
      Item.Lambda lambda = (Item.Lambda) item;
      for (int i = 0; i < caught.captured().size(); i++) {
        caught.captured().get(i).values(lambda.captured().get(i), f, values);
      }
    } else if (this instanceof Several several) {
      Variants.values(several, item, f, values);
    }
  }

  private static void parts(Parts parts, Item item, FunctionBuilder f, List<Value> values) {
    Map<String, Item> fields =
        item instanceof Item.Struct struct ? struct.fields() : Map.<String, Item>of();
    parts
        .fields()
        .forEach(
            (name, shape) -> shape.values(fields.getOrDefault(name, new Item.Null()), f, values));
    if (parts.isNullable()) {
      values.add(flag(item, f));
    }
  }

  private static Value leaf(Leaf leaf, Item item, FunctionBuilder f) {
    if (item instanceof Item.Number number) {
      return number.value();
    }
    if (item instanceof Item.Address address) {
      return address.value();
    }
    return f.constant(leaf.type().isPointer() ? Type.U64 : leaf.type(), 0);
  }

  /** {@return which of the objects it is; of fewer objects the numbers are others} */
  private static Value index(OneOf one, Item item, FunctionBuilder f) {
    if (!(item instanceof Item.Choice choice)) {
      return f.constant(Type.S32, Math.max(0, one.all().indexOf(item)));
    }
    Value index = choice.index();
    Value result = index;
    for (int i = choice.all().size() - 1; i >= 0; i--) {
      int place = one.all().indexOf(choice.all().get(i));
      if (place != i) {
        Value isThat = f.compare(Opcode.EQ, index, f.constant(Type.S32, i));
        result = f.select(isThat, f.constant(Type.S32, place), result);
      }
    }
    return result;
  }

  private static Value flag(Item item, FunctionBuilder f) {
    Optional<Value> known = Optional.empty();
    if (item instanceof Item.Struct struct) {
      known = struct.absent();
    } else if (item instanceof Item.Instance instance) {
      known = instance.absent();
    }
    return known.orElseGet(() -> f.constant(FLAG, item instanceof Item.Null ? 1 : 0));
  }

  /** {@return the item of this shape with the next values} */
  default Item item(Iterator<Value> values) {
    if (this instanceof Leaf leaf) {
      Value value = values.next();
      return leaf.type() instanceof Type.Pointer pointer
          ? new Item.Address(value, pointer.isNullable())
          : new Item.Number(value);
    }
    if (this instanceof Fixed fixed) {
      return fixed.item();
    }
    if (this instanceof Structure structure) {
      return structure.kernel().at(values.next());
    }
    if (this instanceof OneOf one) {
      return new Item.Choice(one.all(), values.next());
    }
    if (this instanceof Parts parts) {
      Map<String, Item> fields = new LinkedHashMap<>();
      parts.fields().forEach((name, shape) -> fields.put(name, shape.item(values)));
      return new Item.Struct(parts.type(), fields, next(parts.isNullable(), values));
    }
    if (this instanceof Made made) {
      return new Item.Instance(made.site(), next(made.isNullable(), values));
    }
    if (this instanceof Caught caught) {
      List<Item> captured = new ArrayList<>();
      caught.captured().forEach(shape -> captured.add(shape.item(values)));
      return new Item.Lambda(caught.face(), caught.code(), captured);
    }
    if (this instanceof Several several) {
      Value index = values.next();
      return new Item.Several(map(several.all(), shape -> shape.item(values)), index);
    }
    return this instanceof Useless useless
        ? new Item.Unusable(useless.rule(), useless.why())
        : new Item.Null();
  }

  private static Optional<Value> next(boolean isThere, Iterator<Value> values) {
    return isThere ? Optional.of(values.next()) : Optional.empty();
  }

  /** {@return {@code items}, each changed} */
  static <A, B> List<B> map(List<A> items, Function<A, B> change) {
    return items.stream().map(change).toList();
  }
}
