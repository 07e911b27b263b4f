package dev.jbpf.methods.item;

import dev.jbpf.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What is known at a place of a method: its locals, its operands, the objects that can change. */
public final class FrameState {
  private static final Item DEAD = new Item.Unusable("nothing");

  private final Item[] locals;
  private final List<Item> operands;
  private final Map<Site, Map<String, Item>> heap;

  private FrameState(Item[] locals, List<Item> operands, Map<Site, Map<String, Item>> heap) {
    this.locals = locals;
    this.operands = operands;
    this.heap = heap;
  }

  /** {@return a state in which nothing is known} */
  public static FrameState empty(int locals) {
    Item[] all = new Item[locals];
    Arrays.fill(all, DEAD);
    return new FrameState(all, new ArrayList<>(), new LinkedHashMap<>());
  }

  /** {@return a state of these parts} */
  public static FrameState of(
      List<Item> locals, List<Item> operands, Map<Site, Map<String, Item>> heap) {
    return new FrameState(locals.toArray(new Item[0]), new ArrayList<>(operands), copy(heap));
  }

  /** {@return the same in a method of so many locals, with the objects of this} */
  public FrameState inside(int count) {
    FrameState state = empty(count);
    state.heap.putAll(copy(heap));
    return state;
  }

  /** Takes the objects of {@code callee}, which has returned. */
  public void takeHeap(FrameState callee) {
    heap.clear();
    heap.putAll(copy(callee.heap));
  }

  /** {@return a copy that changes on its own} */
  public FrameState copy() {
    return new FrameState(locals.clone(), new ArrayList<>(operands), copy(heap));
  }

  private static Map<Site, Map<String, Item>> copy(Map<Site, Map<String, Item>> heap) {
    Map<Site, Map<String, Item>> copy = new LinkedHashMap<>();
    for (Map.Entry<Site, Map<String, Item>> object : heap.entrySet()) {
      copy.put(object.getKey(), new LinkedHashMap<>(object.getValue()));
    }
    return copy;
  }

  /** {@return its locals} */
  public List<Item> locals() {
    return Arrays.asList(locals);
  }

  /** {@return its operands, the last on top} */
  public List<Item> operands() {
    return operands;
  }

  /** {@return the fields of objects that can change} */
  public Map<Site, Map<String, Item>> heap() {
    return heap;
  }

  /** {@return the local} */
  public Item local(int index) {
    return locals[index];
  }

  /** Sets the local. */
  public void setLocal(int index, Item item) {
    locals[index] = item;
    if (item.isWide()) {
      locals[index + 1] = DEAD;
    }
  }

  /** Forgets the locals that nobody reads. */
  public void keep(BitSet live) {
    for (int i = 0; i < locals.length; i++) {
      if (!live.get(i)) {
        locals[i] = DEAD;
      }
    }
  }

  /** Puts an operand on top. */
  public void push(Item item) {
    operands.add(item);
  }

  /** {@return the operand on top, taken away} */
  public Item pop() {
    return operands.remove(operands.size() - 1);
  }

  /** {@return the operand so many below the top} */
  public Item peek(int below) {
    return operands.get(operands.size() - 1 - below);
  }

  /** Changes everything that is known. */
  public void change(UnaryOperator<Item> change) {
    for (int i = 0; i < locals.length; i++) {
      locals[i] = deep(locals[i], change);
    }
    for (int i = 0; i < operands.size(); i++) {
      operands.set(i, deep(operands.get(i), change));
    }
    for (Map<String, Item> fields : heap.values()) {
      change(fields, change);
    }
  }

  private static void change(Map<String, Item> fields, UnaryOperator<Item> change) {
    for (Map.Entry<String, Item> field : fields.entrySet()) {
      field.setValue(deep(field.getValue(), change));
    }
  }

  private static List<Item> deep(List<Item> items, UnaryOperator<Item> change) {
    List<Item> changed = new ArrayList<>(items.size());
    for (Item item : items) {
      changed.add(deep(item, change));
    }
    return List.copyOf(changed);
  }

  private static Item deep(Item item, UnaryOperator<Item> change) {
    Item now = change.apply(item);
    if (now instanceof Item.Lambda lambda && !lambda.captured().isEmpty()) {
      List<Item> captured = deep(lambda.captured(), change);
      return captured.equals(lambda.captured())
          ? now
          : new Item.Lambda(lambda.face(), lambda.code(), captured);
    }
    if (now instanceof Item.Struct struct) {
      Map<String, Item> fields = new LinkedHashMap<>(struct.fields());
      change(fields, change);
      return fields.equals(struct.fields())
          ? now
          : new Item.Struct(struct.type(), fields, struct.absent());
    }
    if (now instanceof Item.Several several) {
      List<Item> all = deep(several.all(), change);
      return all.equals(several.all()) ? now : new Item.Several(all, several.index());
    }
    return now;
  }

  /** From here on what {@code flag} tells of is not null: a flag of absence, or an address. */
  public void present(Value flag) {
    change(
        item -> {
          if (item instanceof Item.Address address && address.value() == flag) {
            return new Item.Address(flag, false);
          }
          if (item instanceof Item.Kernel kernel && kernel.base() == flag) {
            return kernel.nullable(false);
          }
          if (item instanceof Item.Struct struct && isFlag(struct.absent(), flag)) {
            return new Item.Struct(struct.type(), struct.fields(), Optional.empty());
          }
          if (item instanceof Item.Instance instance && isFlag(instance.absent(), flag)) {
            return new Item.Instance(instance.site(), Optional.empty());
          }
          return item;
        });
  }

  /** From here on what {@code flag} tells of is null. */
  public void absent(Value flag) {
    change(
        item -> {
          boolean isThat =
              item instanceof Item.Address address && address.value() == flag
                  || item instanceof Item.Kernel kernel && kernel.base() == flag
                  || item instanceof Item.Struct struct && isFlag(struct.absent(), flag)
                  || item instanceof Item.Instance instance && isFlag(instance.absent(), flag);
          return isThat ? new Item.Null() : item;
        });
  }

  private static boolean isFlag(Optional<Value> absent, Value flag) {
    return absent.isPresent() && absent.get() == flag;
  }

  /** {@return the sites of the objects that {@code items} lead to} */
  public Set<Site> reachable(Collection<Item> items) {
    Set<Site> found = new HashSet<>();
    reach(items, found);
    return found;
  }

  private void reach(Collection<Item> items, Set<Site> found) {
    for (Item item : items) {
      reach(item, found);
    }
  }

  private void reach(Item item, Set<Site> found) {
    if (item instanceof Item.Struct struct) {
      reach(struct.fields().values(), found);
    } else if (item instanceof Item.Lambda lambda) {
      reach(lambda.captured(), found);
    } else if (item instanceof Item.Several several) {
      reach(several.all(), found);
    } else if (item instanceof Item.Array array) {
      found.add(array.site());
    } else if (item instanceof Item.Instance instance && found.add(instance.site())) {
      reach(heap.getOrDefault(instance.site(), Map.of()).values(), found);
    }
  }

  /** {@return only what {@code items} lead to: they are its operands} */
  public FrameState only(List<Item> items) {
    FrameState part = FrameState.of(List.of(), items, heap);
    part.heap.keySet().retainAll(part.reachable(items));
    return part;
  }

  /** {@return the arrays that its operands lead to} */
  public List<Item.Array> arrays() {
    Map<Site, Item.Array> found = new LinkedHashMap<>();
    copy()
        .change(
            item -> {
              if (item instanceof Item.Array array) {
                found.put(array.site(), array);
              }
              return item;
            });
    return List.copyOf(found.values());
  }

  /** {@return everything that its locals and operands hold} */
  public List<Item> roots() {
    List<Item> all = new ArrayList<>(Arrays.asList(locals));
    all.addAll(operands);
    return all;
  }
}
