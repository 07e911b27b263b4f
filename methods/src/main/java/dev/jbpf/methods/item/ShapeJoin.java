package dev.jbpf.methods.item;

import dev.jbpf.ir.Type;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What two shapes have in common. */
final class ShapeJoin {
  private ShapeJoin() {}

  /** {@return the shape that both have, {@link Shape.Useless} where there is none} */
  static Shape of(Shape one, Shape other) {
    if (one.equals(other)) {
      return one;
    }
    if (one instanceof Shape.Several || other instanceof Shape.Several) {
      return Variants.join(one, other);
    }
    if (one instanceof Shape.Nothing) {
      return orNull(other);
    }
    if (other instanceof Shape.Nothing) {
      return orNull(one);
    }
    return ofThings(one, other);
  }

  private static Shape ofThings(Shape one, Shape other) {
    if (one instanceof Shape.Leaf a && other instanceof Shape.Leaf b) {
      return leaves(a, b);
    }
    if (one instanceof Shape.Parts a && other instanceof Shape.Parts b && a.type() == b.type()) {
      return new Shape.Parts(
          a.type(), of(a.fields(), b.fields()), a.isNullable() || b.isNullable());
    }
    if (one instanceof Shape.Made a && other instanceof Shape.Made b && a.site() == b.site()) {
      return new Shape.Made(a.site(), true);
    }
    if (one instanceof Shape.Structure a && other instanceof Shape.Structure b && a.isSame(b)) {
      return Shape.Structure.of(a.kernel().nullable(true));
    }
    if (one instanceof Shape.Caught a && other instanceof Shape.Caught b && a.isSame(b)) {
      return new Shape.Caught(a.face(), a.code(), each(a.captured(), b.captured()));
    }
    List<Item.Constant> first = choice(one);
    List<Item.Constant> second = choice(other);
    return first.isEmpty() || second.isEmpty()
        ? Variants.join(one, other)
        : new Shape.OneOf(union(first, second));
  }

  private static List<Shape> each(List<Shape> one, List<Shape> other) {
    return IntStream.range(0, one.size()).mapToObj(i -> of(one.get(i), other.get(i))).toList();
  }

  /** {@return the fields that both have} */
  static Map<String, Shape> of(Map<String, Shape> one, Map<String, Shape> other) {
    Map<String, Shape> both = new LinkedHashMap<>();
    one.forEach((name, shape) -> both.put(name, of(shape, other.getOrDefault(name, shape))));
    other.forEach(both::putIfAbsent);
    return both;
  }

  private static Shape leaves(Shape.Leaf one, Shape.Leaf other) {
    if (one.type() instanceof Type.Pointer a && other.type() instanceof Type.Pointer b) {
      Type.Pointer type = a.to() == b.to() ? a.notNull() : Type.MEMORY;
      return new Shape.Leaf(a.isNullable() || b.isNullable() ? type.orNull() : type);
    }
    return new Shape.Useless("a number of 32 bits on one way, of 64 on the other");
  }

  private static Shape orNull(Shape shape) {
    if (shape instanceof Shape.Leaf leaf && leaf.type() instanceof Type.Pointer pointer) {
      return new Shape.Leaf(pointer.orNull());
    }
    if (shape instanceof Shape.Parts parts) {
      return new Shape.Parts(parts.type(), parts.fields(), true);
    }
    if (shape instanceof Shape.Made made) {
      return new Shape.Made(made.site(), true);
    }
    return Variants.join(shape, new Shape.Nothing());
  }

  /** {@return the objects that it may be, none where it is something else} */
  static List<Item.Constant> choice(Shape shape) {
    if (shape instanceof Shape.OneOf one) {
      return one.all();
    }
    return shape instanceof Shape.Fixed fixed
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
}
