package dev.jbpf.methods.item;

import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import java.util.ArrayList;
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
  public static StateShape of(State state) {
    Map<Site, Map<String, Shape>> heap = new LinkedHashMap<>();
    state.heap().forEach((site, fields) -> heap.put(site, Shape.of(fields)));
    return new StateShape(
        Shape.map(state.locals(), Shape::of), Shape.map(state.operands(), Shape::of), heap);
  }

  /** {@return the shape that both have} */
  public StateShape join(StateShape other) {
    Map<Site, Map<String, Shape>> both = new LinkedHashMap<>();
    heap.forEach(
        (site, fields) ->
            both.put(site, ShapeJoin.of(fields, other.heap.getOrDefault(site, fields))));
    other.heap.forEach(both::putIfAbsent);
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
    locals.forEach(shape -> shape.types(types));
    operands.forEach(shape -> shape.types(types));
    heap.values().forEach(fields -> fields.values().forEach(shape -> shape.types(types)));
    return types;
  }

  /** {@return the values that {@code state} has for them, on the way that {@code f} writes} */
  public List<Value> values(State state, FunctionBuilder f) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < locals.size(); i++) {
      locals.get(i).values(state.local(i), f, values);
    }
    for (int i = 0; i < operands.size(); i++) {
      operands.get(i).values(state.operands().get(i), f, values);
    }
    heap.forEach(
        (site, fields) -> {
          Map<String, Item> known = state.heap().getOrDefault(site, Map.of());
          fields.forEach(
              (name, shape) -> shape.values(known.getOrDefault(name, new Item.Null()), f, values));
        });
    return values;
  }

  /** {@return the state of this shape with these values} */
  public State state(List<Value> given) {
    Iterator<Value> values = given.iterator();
    List<Item> newLocals = new ArrayList<>();
    locals.forEach(shape -> newLocals.add(shape.item(values)));
    List<Item> newOperands = new ArrayList<>();
    operands.forEach(shape -> newOperands.add(shape.item(values)));
    Map<Site, Map<String, Item>> objects = new LinkedHashMap<>();
    heap.forEach(
        (site, fields) -> {
          Map<String, Item> items = new LinkedHashMap<>();
          fields.forEach((name, shape) -> items.put(name, shape.item(values)));
          objects.put(site, items);
        });
    return State.of(newLocals, newOperands, objects);
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
