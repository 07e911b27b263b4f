package dev.jbpf.methods.translate.method;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.methods.classfile.CodeBlocks;
import dev.jbpf.methods.item.FrameState;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.memory.MapStore;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.Boxes;
import dev.jbpf.methods.translate.scope.CallPath;
import dev.jbpf.methods.translate.scope.FunctionScope;
import dev.jbpf.methods.translate.scope.Library;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.tree.LocalVariableNode;

/** Where the translation of a method is, what is known there, and the operands on top. */
abstract class MethodOperands {
  final FunctionScope scope;
  final CallPath path;
  final CodeBlocks code;
  final boolean isLibrary;
  FrameState state = FrameState.empty(0);
  int at;
  private final Map<Value, Value> tests = new IdentityHashMap<>();

  MethodOperands(FunctionScope scope, CallPath path) {
    this.scope = scope;
    this.path = path;
    this.code = path.method().blocks();
    this.isLibrary = Library.isLibrary(path.method().type());
  }

  /** What is written next is of the instruction of that number. */
  void mark(int index) {
    at = index;
    if (!isLibrary) {
      scope.at(path.method().origin(index));
    }
  }

  public FunctionScope scope() {
    return scope;
  }

  public FunctionBuilder f() {
    return scope.f();
  }

  public FrameState state() {
    return state;
  }

  public CallPath path() {
    return path;
  }

  public CodeBlocks code() {
    return code;
  }

  public int at() {
    return at;
  }

  public RefusedException refuse(Rule rule, String what) {
    return scope.refuse(rule, what);
  }

  public RefusedException refuse(Rule rule, String what, String instead) {
    return scope.refuse(rule, what, instead);
  }

  public void push(Item item) {
    state.push(item);
  }

  public void push(Value value) {
    state.push(new Item.Number(value));
  }

  /** Pushes 1 where {@code absent} is 0, which the next instruction mostly asks for. */
  public void pushTest(Value absent) {
    Value isThere = f().cast(f().compare(Opcode.EQ, absent, zero(absent)), Type.S32);
    tests.put(isThere, absent);
    push(isThere);
  }

  /** {@return the flag of absence that {@code test} has asked for} */
  public Optional<Value> tested(Value test) {
    return Optional.ofNullable(tests.get(test));
  }

  public Item pop() {
    return usable(state.pop());
  }

  /** {@return {@code item}, if it can be used} */
  public Item usable(Item item) {
    if (item instanceof Item.Unusable unusable) {
      throw refuse(unusable.rule(), unusable.why());
    }
    return item;
  }

  /** {@return the number on top, of 32 or 64 bits; out of its box} */
  public Value popNumber() {
    return number(pop());
  }

  /** {@return the same, of which only the place where it is kept says whether it has a sign} */
  public static Item unmarked(Item item) {
    return item instanceof Item.Number number && number.isUnsigned()
        ? new Item.Number(number.value())
        : item;
  }

  /** {@return whether one of the operands on top, so many, has no sign} */
  public boolean isUnsigned(int count) {
    for (int i = 0; i < count; i++) {
      if (state.peek(i) instanceof Item.Number number && number.isUnsigned()) {
        return true;
      }
    }
    return false;
  }

  /** Refuses numbers without sign on top, which {@code what} would take for signed ones. */
  public void requireSigned(int count, String what) {
    if (isUnsigned(count)) {
      throw refuse(Rule.UNSIGNED, what);
    }
  }

  public Value number(Item item) {
    if (item instanceof Item.Number number) {
      return number.value();
    }
    if (item instanceof Item.Struct box && Boxes.isBox(box.type())) {
      present(box);
      return number(box.fields().get(Boxes.VALUE));
    }
    if (ObjectCode.type(item).filter(MapStore.class::equals).isPresent()) {
      throw refuse(
          Rule.UNSUPPORTED,
          "a map that a method makes",
          "a field of the class: static final Table<…> SEEN = Table.of(…)");
    }
    throw refuse(Rule.UNSUPPORTED, item.words() + " where a number is wanted");
  }

  /** {@return {@code item}, if it cannot be null} */
  public Item present(Item item) {
    boolean isNullable =
        item instanceof Item.Address address && address.isNullable()
            || item instanceof Item.Kernel kernel && kernel.isNullable()
            || item instanceof Item.Struct struct && struct.absent().isPresent()
            || item instanceof Item.Instance instance && instance.absent().isPresent();
    if (isNullable) {
      throw refuse(Rule.MAY_BE_NULL, nameOf(item));
    }
    if (item instanceof Item.Null) {
      throw refuse(Rule.IS_NULL, "a method or field of null");
    }
    return usable(item);
  }

  /** {@return the author's name for {@code item}, where a local variable holds it} */
  private String nameOf(Item item) {
    List<LocalVariableNode> variables =
        Optional.ofNullable(path.method().node().localVariables).orElse(List.of());
    return variables.stream()
        .filter(variable -> state.local(variable.index) == item)
        .filter(variable -> code.index(variable.start) <= at && at < code.index(variable.end))
        .map(variable -> variable.name)
        .findFirst()
        .orElse(item.words());
  }

  public Value zero(Value like) {
    return f().constant(like.type().isWide() ? Type.S64 : Type.S32, 0);
  }
}
