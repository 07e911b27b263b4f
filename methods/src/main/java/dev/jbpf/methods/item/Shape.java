package dev.jbpf.methods.item;

import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.methods.refusal.Rule;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    return item instanceof Item.Kernel kernel ? Structure.of(kernel) : ofOthers(item);
  }

  private static Shape ofOthers(Item item) {
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

  /** Adds the types of the values to {@code types}. */
  default void types(List<Type> types) {
    ShapeValues.types(this, types);
  }

  /** Adds the values that {@code item} has for them, on the way that {@code f} writes. */
  default void values(Item item, FunctionBuilder f, List<Value> values) {
    ShapeValues.add(this, item, f, values);
  }

  /** {@return the item of this shape with the next values} */
  default Item item(Iterator<Value> values) {
    return ShapeValues.item(this, values);
  }

  /** {@return {@code items}, each changed} */
  static <A, B> List<B> map(List<A> items, Function<A, B> change) {
    return items.stream().map(change).toList();
  }
}
