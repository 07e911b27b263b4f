package dev.jbpf.dsl.value.memory;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.S16;
import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.S8;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.map.Layout;
import java.io.Serializable;
import java.nio.ByteOrder;

/**
 * A place in memory that holds a {@code V}: a value of a map, a record of a ring, an object of the
 * stack, or a member of one of these. Members have the type in which Java has them: of an {@code
 * int} component, however it lies in memory, one gets an {@link S32}; what is put into a place must
 * fit its bits.
 *
 * <pre>{@code
 * record Account(long balance, int branch) {}
 * MapDef<Integer, Account> accounts = MapDef.array("accounts", Codec.record(Account.class), 1);
 * Probe.socket(
 *     "pay",
 *     p -> {
 *       Cell<Account> account = p.map(accounts).find(0).orReturn(0);
 *       account.set(Account::branch, account.get(Account::branch).add(5));
 *       account.at(Account::balance).addAtomic(5);
 *       p.exit(0);
 *     });
 * }</pre>
 *
 * @param <V> what Java has for it
 */
@SuppressWarnings("overloads") // references to accessors are exact: the narrowest is chosen
public final class Cell<V> {
  private final Scope scope;
  private final Value base;
  private final int offset;
  private final Layout layout;
  private final String name;
  private final Alive alive;

  /** Whether the memory is still there; says at the caller's line where it is not. */
  @FunctionalInterface
  public interface Alive {
    /** Memory that stays. */
    Alive ALWAYS = () -> {};

    /**
     * Checks.
     *
     * @throws dev.jbpf.ir.IrException if it is gone
     */
    void check();
  }

  private Cell(Scope scope, Value base, int offset, Layout layout, String name, Alive alive) {
    this.scope = scope;
    this.base = base;
    this.offset = offset;
    this.layout = layout;
    this.name = name;
    this.alive = alive;
  }

  /** {@return the place at that address} For those who know that it is one. */
  public static <V> Cell<V> at(Scope scope, Value address, Layout layout, String name) {
    return at(scope, address, layout, name, Alive.ALWAYS);
  }

  /** {@return the place at that address, of memory that does not stay} */
  public static <V> Cell<V> at(
      Scope scope, Value address, Layout layout, String name, Alive alive) {
    return new Cell<>(scope, address, 0, layout, name, alive);
  }

  /** {@return the function that it is of} */
  public Scope scope() {
    return scope;
  }

  /** {@return how it lies in memory} */
  public Layout layout() {
    return layout;
  }

  /** {@return its bytes} */
  public int size() {
    return Shape.size(layout);
  }

  /** {@return its name, for messages} */
  public String name() {
    return name;
  }

  /** {@return its address, for those who write IR} */
  public Value address() {
    return to().offset(base, offset);
  }

  /** {@return the member} */
  public <T> Cell<T> at(Field<V, T> field) {
    return member(field);
  }

  /**
   * {@return the element of that number, of an array, or the byte, of a text}
   *
   * @throws dev.jbpf.ir.IrException if there is none
   */
  public Cell<Long> element(int index) {
    Layout.Array array = Shape.array(scope, layout, name);
    if (index < 0 || index >= array.count()) {
      throw scope.error(
          "array-index", name + " has no element " + index + ": 0 to " + (array.count() - 1));
    }
    int place = offset + index * Shape.size(array.element());
    return new Cell<>(scope, base, place, array.element(), name + "[" + index + "]", alive);
  }

  /** Copies all bytes of {@code other}. */
  public void set(Cell<V> other) {
    FunctionBuilder f = to();
    other.to();
    int at = 0;
    while (at < size()) {
      int aligned = Integer.lowestOneBit(offset + at | other.offset + at | Long.BYTES);
      int bytes = Math.min(aligned, Integer.highestOneBit(size() - at));
      Type word = Type.Int.of(bytes * Byte.SIZE, false);
      f.store(f.load(word, other.base, other.offset + at), base, offset + at);
      at += bytes;
    }
  }

  private <T> Cell<T> member(Serializable field) {
    return member(Shape.member(scope, layout, FieldNames.of(field)));
  }

  <T> Cell<T> member(Layout.Member member) {
    String full = name + "." + member.name();
    return new Cell<>(scope, base, offset + member.offset(), member.layout(), full, alive);
  }

  /** Puts there what {@code value} is. */
  void put(Object value) {
    if (value instanceof Int<?, ?> number) {
      set(number);
    } else if (value instanceof Be32 number) {
      set(number);
    } else if (value instanceof Be16 number) {
      set(number);
    } else if (value instanceof Integer || value instanceof Long) {
      set(((Number) value).longValue());
    } else {
      throw scope.error(
          "record-values", name + " cannot be " + value, "give it a value, or a number");
    }
  }

  /** {@return the number} */
  public U64 u64() {
    return get(U64.KIND);
  }

  /** {@return the number} */
  public S64 s64() {
    return get(S64.KIND);
  }

  /** {@return the number, of at most 32 bits} */
  public U32 u32() {
    return get(U32.KIND);
  }

  /** {@return the number, of at most 32 bits} */
  public S32 s32() {
    return get(S32.KIND);
  }

  /** {@return the member} */
  public S8 get(Field.OfByte<V> field) {
    return member(field).get(S8.KIND);
  }

  /** {@return the member} */
  public S16 get(Field.OfShort<V> field) {
    return member(field).get(S16.KIND);
  }

  /** {@return the member} */
  public S32 get(Field.OfInt<V> field) {
    return member(field).get(S32.KIND);
  }

  /** {@return the member} */
  public S64 get(Field.OfLong<V> field) {
    return member(field).get(S64.KIND);
  }

  /** {@return the member, as packets have it} */
  public Be32 get(Field.OfAddress<V> field) {
    return member(field).be32();
  }

  /** {@return the number of 32 bits, in network order as it lies there} */
  public Be32 be32() {
    requireNetworkOrder(Be32.KIND);
    return Be32.KIND.of(scope, to().load(Type.U32, base, offset));
  }

  /** {@return the number of 16 bits, in network order as it lies there} */
  public Be16 be16() {
    requireNetworkOrder(Be16.KIND);
    return Be16.KIND.of(scope, to().load(Type.U16, base, offset));
  }

  /** Puts {@code value} there. */
  public void set(Int<?, ?> value) {
    Type.Int type = type();
    if (value.ir().type().bits() > type.bits()) {
      throw tooWide(value.ir().type(), type);
    }
    write(to().cast(value.ir(), type));
  }

  /** Puts the number there. */
  public void set(long number) {
    write(to().constant(type(), number));
  }

  /** Puts {@code value} there, as it is. */
  public void set(Be32 value) {
    requireNetworkOrder(Be32.KIND);
    to().store(value.ir(), base, offset);
  }

  /** Puts {@code value} there, as it is. */
  public void set(Be16 value) {
    requireNetworkOrder(Be16.KIND);
    to().store(value.ir(), base, offset);
  }

  /** Puts {@code value} into the member. */
  public Cell<V> set(Field<V, ? extends Number> field, Int<?, ?> value) {
    member(field).set(value);
    return this;
  }

  /** Puts the number into the member. */
  public Cell<V> set(Field<V, ? extends Number> field, long number) {
    member(field).set(number);
    return this;
  }

  /** Puts {@code value} into the member, which lies in network order. */
  public Cell<V> set(Field<V, ?> field, Be32 value) {
    member(field).set(value);
    return this;
  }

  /** Puts {@code value} into the member, which lies in network order. */
  public Cell<V> set(Field<V, ? extends Number> field, Be16 value) {
    member(field).set(value);
    return this;
  }

  /** Adds to the number; others that write it meanwhile may get lost. */
  public void add(long number) {
    requireNative("add");
    FunctionBuilder f = to();
    write(f.add(f.load(type(), base, offset), number));
  }

  /** Adds to the number; others that write it meanwhile may get lost. */
  public void add(Int<?, ?> value) {
    requireNative("add");
    FunctionBuilder f = to();
    write(f.add(f.load(type(), base, offset), f.cast(value.ir(), type())));
  }

  /** Adds to the number, of 32 or 64 bits, as one step: nothing that others add gets lost. */
  public void addAtomic(long number) {
    atomic(Opcode.FETCH_ADD, to().constant(type(), number));
  }

  /** Adds to the number, of 32 or 64 bits, as one step: nothing that others add gets lost. */
  public void addAtomic(Int<?, ?> value) {
    atomic(Opcode.FETCH_ADD, to().cast(value.ir(), type()));
  }

  /** {@return the number of 64 bits that was there before {@code value} was added; since 5.12} */
  public U64 getAndAdd(U64 value) {
    return U64.KIND.of(scope, atomic(Opcode.FETCH_ADD, value.ir()));
  }

  /** {@return the number of 64 bits that was there before {@code value}; one step, since 5.12} */
  public U64 getAndSet(U64 value) {
    return U64.KIND.of(scope, atomic(Opcode.EXCHANGE, value.ir()));
  }

  /**
   * {@return the number of 64 bits that was there; if it was {@code expected}, {@code value} is
   * now} One step, since Linux 5.12.
   */
  public U64 compareAndExchange(U64 expected, U64 value) {
    requireNative("compareAndExchange");
    require64();
    return U64.KIND.of(scope, to().compareExchange(base, offset, expected.ir(), value.ir()));
  }

  private Value atomic(Opcode opcode, Value value) {
    requireNative(opcode.toString());
    return to().atomic(opcode, base, offset, value);
  }

  private void require64() {
    if (type().bits() != Long.SIZE) {
      throw scope.error("atomic-width", name + " has " + type().bits() + " bits, not 64");
    }
  }

  /** {@return the number as {@code kind}, which has all that it may be} */
  public <T extends Int<T, ?>> T get(Kind<T> kind) {
    Type.Int type = type();
    if (type.bits() > kind.type().bits()) {
      throw scope.error(
          "number-width",
          name + " has " + type.bits() + " bits, more than " + kind,
          "get all, and cut it: u64().toU32()");
    }
    FunctionBuilder f = to();
    Value value =
        isNetworkOrder()
            ? f.load(type, base, offset, ByteOrder.BIG_ENDIAN)
            : f.load(type, base, offset);
    return kind.of(scope, f.cast(value, kind.type()));
  }

  private void write(Value value) {
    if (isNetworkOrder()) {
      to().store(value, base, offset, ByteOrder.BIG_ENDIAN);
    } else {
      to().store(value, base, offset);
    }
  }

  private FunctionBuilder to() {
    FunctionBuilder f = scope.at();
    alive.check();
    return f;
  }

  private Type.Int type() {
    return Shape.number(scope, layout, name);
  }

  private boolean isNetworkOrder() {
    return layout instanceof Layout.BigEndianNumber;
  }

  private void requireNative(String what) {
    if (isNetworkOrder()) {
      throw scope.error("network-order", name + " is in network order: no " + what + " there");
    }
  }

  private void requireNetworkOrder(Kind<?> kind) {
    if (!isNetworkOrder() || type().bits() != kind.type().bits()) {
      throw scope.error(
          "network-order",
          name + " is " + Shape.words(layout) + " in the machine's order",
          "take toHost(), or mark the component @BigEndian");
    }
  }

  private RuntimeException tooWide(Type value, Type type) {
    return scope.error(
        "number-width",
        name + " has " + type.bits() + " bits, " + value + " does not fit",
        "cut it: to" + type.toString().toUpperCase(java.util.Locale.ROOT) + "()");
  }

  @Override
  public String toString() {
    return name + ": " + Shape.words(layout);
  }
}
