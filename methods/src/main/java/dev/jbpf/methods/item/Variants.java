package dev.jbpf.methods.item;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import java.util.ArrayList;
import java.util.List;

/** Shapes that have nothing in common where ways meet: which of them it is, is a number. */
final class Variants {
  /** More of them would be more code than anybody expects of an instruction. */
  private static final int MOST = 8;

  private Variants() {}

  /** {@return the shape of what is one of {@code all}} */
  static Shape of(List<Shape> all) {
    return all.stream()
        .filter(shape -> !mayVary(shape))
        .findFirst()
        .<Shape>map(shape -> useless(shape, "one of several"))
        .orElseGet(() -> new Shape.Several(all));
  }

  /** {@return the shape of what is one or the other} */
  static Shape join(Shape one, Shape other) {
    List<Shape> all = new ArrayList<>(variants(one));
    for (Shape shape : variants(other)) {
      int place = place(all, shape);
      if (place < 0) {
        all.add(shape);
      } else {
        all.set(place, ShapeJoin.of(all.get(place), shape));
      }
    }
    if (all.size() <= MOST && all.stream().allMatch(Variants::mayVary)) {
      return new Shape.Several(all);
    }
    return one instanceof Shape.Useless ? one : useless(other, words(one));
  }

  private static Shape useless(Shape other, String one) {
    return other instanceof Shape.Useless
        ? other
        : new Shape.Useless(one + " on one way, " + words(other) + " on the other");
  }

  private static List<Shape> variants(Shape shape) {
    return shape instanceof Shape.Several several ? several.all() : List.of(shape);
  }

  /** Values of what is fixed are known on one way only. */
  private static boolean mayVary(Shape shape) {
    if (shape instanceof Shape.Fixed fixed) {
      return fixed.item() instanceof Item.Constant
          || fixed.item() instanceof Item.Array array && array.given().isEmpty();
    }
    return !(shape instanceof Shape.Leaf leaf && !leaf.type().isPointer())
        && !(shape instanceof Shape.Useless)
        && !(shape instanceof Shape.Several);
  }

  /**
   * {@return the number of the one that {@code shape} can be joined with, -1 where there is none}
   */
  private static int place(List<Shape> all, Shape shape) {
    for (int i = 0; i < all.size(); i++) {
      if (isAlike(all.get(i), shape)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAlike(Shape one, Shape other) {
    if (one instanceof Shape.Parts a && other instanceof Shape.Parts b) {
      return a.type() == b.type();
    }
    if (one instanceof Shape.Made a && other instanceof Shape.Made b) {
      return a.site() == b.site();
    }
    if (one instanceof Shape.Leaf && other instanceof Shape.Leaf) {
      return true;
    }
    if (one instanceof Shape.Caught a && other instanceof Shape.Caught b) {
      return a.isSame(b);
    }
    return one.equals(other)
        || !ShapeJoin.choice(one).isEmpty() && !ShapeJoin.choice(other).isEmpty();
  }

  /** Adds the number of the one that {@code item} is, and the values of all, zero of the others. */
  static void values(Shape.Several shape, Item item, FunctionBuilder f, List<Value> values) {
    List<Item> items = item instanceof Item.Several several ? several.all() : List.of(item);
    List<Integer> places = items.stream().map(one -> place(shape.all(), Shape.of(one))).toList();
    values.add(index(item, places, f));
    for (int i = 0; i < shape.all().size(); i++) {
      Shape variant = shape.all().get(i);
      int at = places.indexOf(i);
      if (at >= 0) {
        variant.values(items.get(at), f, values);
      } else {
        List<Type> types = new ArrayList<>();
        variant.types(types);
        types.forEach(type -> values.add(f.constant(type.isPointer() ? Type.U64 : type, 0)));
      }
    }
  }

  private static Value index(Item item, List<Integer> places, FunctionBuilder f) {
    if (!(item instanceof Item.Several several)) {
      return f.constant(Type.S32, Math.max(0, places.get(0)));
    }
    Value result = several.index();
    for (int i = places.size() - 1; i >= 0; i--) {
      if (places.get(i) != i) {
        Value isThat = f.compare(Opcode.EQ, several.index(), f.constant(Type.S32, i));
        result = f.select(isThat, f.constant(Type.S32, places.get(i)), result);
      }
    }
    return result;
  }

  private static String words(Shape shape) {
    if (shape instanceof Shape.Fixed fixed) {
      return fixed.item().words();
    }
    if (shape instanceof Shape.Parts parts) {
      return Item.oneOf(parts.type());
    }
    if (shape instanceof Shape.Made made) {
      return Item.oneOf(made.site().type());
    }
    if (shape instanceof Shape.Caught) {
      return "a lambda";
    }
    return shape instanceof Shape.Nothing ? "null" : "something else";
  }
}
