package dev.jbpf.methods.item;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a shape, which differ by the way: out of items, and into items again. */
final class ShapeValues {
  private ShapeValues() {}

  /** Adds the types of the values to {@code types}. */
  static void types(Shape whole, List<Type> types) {
    if (whole instanceof Shape.Leaf leaf) {
      types.add(leaf.type());
    } else if (whole instanceof Shape.Structure structure) {
      types.add(structure.base());
    } else if (whole instanceof Shape.OneOf) {
      types.add(Type.S32);
    } else if (whole instanceof Shape.Parts parts) {
      parts.fields().values().forEach(field -> field.types(types));
      if (parts.isNullable()) {
        types.add(Shape.FLAG);
      }
    } else if (whole instanceof Shape.Made made && made.isNullable()) {
      types.add(Shape.FLAG);
    } else if (whole instanceof Shape.Caught caught) {
      caught.captured().forEach(shape -> shape.types(types));
    } else if (whole instanceof Shape.Several several) {
      types.add(Type.S32);
      several.all().forEach(shape -> shape.types(types));
    }
  }

  /** Adds the values that {@code item} has for them, on the way that {@code f} writes. */
  static void add(Shape whole, Item item, FunctionBuilder f, List<Value> values) {
    if (whole instanceof Shape.Leaf leaf) {
      values.add(leaf(leaf, item, f));
    } else if (whole instanceof Shape.Structure) {
      values.add(((Item.Kernel) item).base());
    } else if (whole instanceof Shape.OneOf one) {
      values.add(index(one, item, f));
    } else if (whole instanceof Shape.Parts parts) {
      parts(parts, item, f, values);
    } else if (whole instanceof Shape.Made made && made.isNullable()) {
      values.add(flag(item, f));
    } else if (whole instanceof Shape.Caught caught) {
      Item.Lambda lambda = (Item.Lambda) item;
      for (int i = 0; i < caught.captured().size(); i++) {
        caught.captured().get(i).values(lambda.captured().get(i), f, values);
      }
    } else if (whole instanceof Shape.Several several) {
      Variants.values(several, item, f, values);
    }
  }

  private static void parts(Shape.Parts parts, Item item, FunctionBuilder f, List<Value> values) {
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

  private static Value leaf(Shape.Leaf leaf, Item item, FunctionBuilder f) {
    if (item instanceof Item.Number number) {
      return number.value();
    }
    if (item instanceof Item.Address address) {
      return address.value();
    }
    return f.constant(leaf.type().isPointer() ? Type.U64 : leaf.type(), 0);
  }

  /** {@return which of the objects it is; of fewer objects the numbers are others} */
  private static Value index(Shape.OneOf one, Item item, FunctionBuilder f) {
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
    return known.orElseGet(() -> f.constant(Shape.FLAG, item instanceof Item.Null ? 1 : 0));
  }

  /** {@return the item of this shape with the next values} */
  static Item item(Shape whole, Iterator<Value> values) {
    if (whole instanceof Shape.Leaf leaf) {
      return leaf(leaf, values.next());
    }
    if (whole instanceof Shape.Fixed fixed) {
      return fixed.item();
    }
    if (whole instanceof Shape.Structure structure) {
      return structure.kernel().at(values.next());
    }
    if (whole instanceof Shape.OneOf one) {
      return new Item.Choice(one.all(), values.next());
    }
    if (whole instanceof Shape.Parts parts) {
      return struct(parts, values);
    }
    if (whole instanceof Shape.Made made) {
      return new Item.Instance(made.site(), next(made.isNullable(), values));
    }
    if (whole instanceof Shape.Caught caught) {
      return new Item.Lambda(caught.face(), caught.code(), items(caught.captured(), values));
    }
    if (whole instanceof Shape.Several several) {
      Value index = values.next();
      return new Item.Several(items(several.all(), values), index);
    }
    return whole instanceof Shape.Useless useless
        ? new Item.Unusable(useless.rule(), useless.why())
        : new Item.Null();
  }

  private static Item leaf(Shape.Leaf leaf, Value value) {
    return leaf.type() instanceof Type.Pointer pointer
        ? new Item.Address(value, pointer.isNullable())
        : new Item.Number(value);
  }

  private static Item struct(Shape.Parts parts, Iterator<Value> values) {
    Map<String, Item> fields = new LinkedHashMap<>();
    parts.fields().forEach((name, shape) -> fields.put(name, shape.item(values)));
    return new Item.Struct(parts.type(), fields, next(parts.isNullable(), values));
  }

  private static List<Item> items(List<Shape> shapes, Iterator<Value> values) {
    return Shape.map(shapes, shape -> shape.item(values));
  }

  private static Optional<Value> next(boolean isThere, Iterator<Value> values) {
    return isThere ? Optional.of(values.next()) : Optional.empty();
  }
}
