package dev.jbpf.methods.item;

import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What states have in common that come together where ways meet. */
public final class StateShape {
  private final List<Shape> locals;
  private final List<Shape> operands;
  private final Map<Site, Map<String, Shape>> heap;

  private StateShape(List<Shape> locals, List<Shape> operands, Map<Site, Map<String, Shape>> heap) {
    this.locals = locals;
    this.operands = operands;
    this.heap = heap;
  }

  /** {@return the shape of {@code state}} */
  public static StateShape of(FrameState state) {
    Map<Site, Map<String, Shape>> heap = new LinkedHashMap<>();
    for (Map.Entry<Site, Map<String, Item>> object : state.heap().entrySet()) {
      heap.put(object.getKey(), Shape.of(object.getValue()));
    }
    return new StateShape(
        Shape.map(state.locals(), Shape::of), Shape.map(state.operands(), Shape::of), heap);
  }

  /** {@return the shape that both have} */
  public StateShape join(StateShape other) {
    Map<Site, Map<String, Shape>> both = new LinkedHashMap<>();
    for (Map.Entry<Site, Map<String, Shape>> object : heap.entrySet()) {
      Map<String, Shape> fields = object.getValue();
      Site site = object.getKey();
      both.put(site, ShapeJoin.of(fields, other.heap.getOrDefault(site, fields)));
    }
    for (Map.Entry<Site, Map<String, Shape>> object : other.heap.entrySet()) {
      both.putIfAbsent(object.getKey(), object.getValue());
    }
    return new StateShape(join(locals, other.locals), join(operands, other.operands), both);
  }

  private static List<Shape> join(List<Shape> one, List<Shape> other) {
    List<Shape> both = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      both.add(ShapeJoin.of(one.get(i), other.get(i)));
    }
    return both;
  }

  /** {@return the types of the values that differ by the way} */
  public List<Type> types() {
    List<Type> types = new ArrayList<>();
    addTypes(locals, types);
    addTypes(operands, types);
    for (Map<String, Shape> fields : heap.values()) {
      addTypes(fields.values(), types);
    }
    return types;
  }

  private static void addTypes(Collection<Shape> shapes, List<Type> types) {
    for (Shape shape : shapes) {
      shape.types(types);
    }
  }

  /** {@return the values that {@code state} has for them, on the way that {@code f} writes} */
  public List<Value> values(FrameState state, FunctionBuilder f) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < locals.size(); i++) {
      locals.get(i).values(state.local(i), f, values);
    }
    for (int i = 0; i < operands.size(); i++) {
      operands.get(i).values(state.operands().get(i), f, values);
    }
    for (Map.Entry<Site, Map<String, Shape>> object : heap.entrySet()) {
      Map<String, Item> known = state.heap().getOrDefault(object.getKey(), Map.of());
      for (Map.Entry<String, Shape> field : object.getValue().entrySet()) {
        Item item = known.getOrDefault(field.getKey(), new Item.Null());
        field.getValue().values(item, f, values);
      }
    }
    return values;
  }

  /** {@return the state of this shape with these values} */
  public FrameState state(List<Value> given) {
    Iterator<Value> values = given.iterator();
    List<Item> newLocals = items(locals, values);
    List<Item> newOperands = items(operands, values);
    Map<Site, Map<String, Item>> objects = new LinkedHashMap<>();
    for (Map.Entry<Site, Map<String, Shape>> object : heap.entrySet()) {
      Map<String, Item> items = new LinkedHashMap<>();
      for (Map.Entry<String, Shape> field : object.getValue().entrySet()) {
        items.put(field.getKey(), field.getValue().item(values));
      }
      objects.put(object.getKey(), items);
    }
    return FrameState.of(newLocals, newOperands, objects);
  }

  private static List<Item> items(List<Shape> shapes, Iterator<Value> values) {
    List<Item> items = new ArrayList<>();
    for (Shape shape : shapes) {
      items.add(shape.item(values));
    }
    return items;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StateShape shape
        && locals.equals(shape.locals)
        && operands.equals(shape.operands)
        && heap.equals(shape.heap);
  }

  @Override
  public int hashCode() {
    return locals.hashCode() * 31 + operands.hashCode();
  }
}
