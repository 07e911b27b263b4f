package dev.jbpf.dsl.value.memory;

import dev.jbpf.dsl.value.internal.FieldNames;
import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.dsl.value.number.Data;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.S16;
import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.S8;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Value;
import dev.jbpf.map.layout.Layout;
import java.io.Serializable;
import java.net.Inet4Address;

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
  private final Spot spot;

  private Cell(Spot spot) {
    this.spot = spot;
  }

  /** {@return the place at that address} For those who know that it is one. */
  @SuppressWarnings("exports")
  public static <V> Cell<V> at(Scope scope, Value address, Layout layout, String name) {
    return at(scope, address, layout, name, AccessCheck.ALWAYS);
  }

  /** {@return the place at that address, of memory that may be used as {@code access} says} */
  @SuppressWarnings("exports")
  public static <V> Cell<V> at(
      Scope scope, Value address, Layout layout, String name, AccessCheck access) {
    return new Cell<>(new Spot(scope, address, 0, layout, name, access));
  }

  /** {@return the function that it is of} */
  @SuppressWarnings("exports")
  public Scope scope() {
    return spot.scope();
  }

  /** {@return how it lies in memory} */
  public Layout layout() {
    return spot.layout();
  }

  /** {@return its bytes} */
  public int size() {
    return spot.size();
  }

  /** {@return its name, for messages} */
  public String name() {
    return spot.name();
  }

  /** {@return its address, for those who write IR} */
  @SuppressWarnings("exports")
  public Value address() {
    return spot.address();
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
    return new Cell<>(spot.element(index));
  }

  /**
   * {@return the element of that number, of an array, or the byte, of a text, if there is one}
   *
   * @throws dev.jbpf.ir.IrException if this has no elements
   */
  public Maybe<Cell<Long>> element(Int<?, ?> index) {
    return spot.element(index).map(Cell::new);
  }

  /**
   * {@return whether the text is {@code other}}
   *
   * @throws dev.jbpf.ir.IrException if this is no text, or {@code other} does not fit
   */
  public Bool is(String other) {
    return new CellTexts(spot).is(other);
  }

  /**
   * {@return whether the text starts with {@code start}}
   *
   * @throws dev.jbpf.ir.IrException if this is no text, or {@code start} does not fit
   */
  public Bool startsWith(String start) {
    return new CellTexts(spot).startsWith(start);
  }

  /**
   * Puts the text there, zeros behind it.
   *
   * @throws dev.jbpf.ir.IrException if this is no text, or {@code text} does not fit
   */
  public void set(String text) {
    new CellTexts(spot).set(text);
  }

  /**
   * {@return whether all bytes are those of {@code other}}
   *
   * @throws dev.jbpf.ir.IrException if they are not as many
   */
  public Bool hasBytesOf(Cell<?> other) {
    if (size() != other.size()) {
      throw scope().error("copy-size", this + " is never equal to " + other);
    }
    return spot.hasBytesOf(other.spot);
  }

  /** Copies all bytes of {@code other}. */
  public void set(Cell<V> other) {
    spot.copyFrom(other.spot);
  }

  /**
   * Copies all bytes of {@code other}, whatever they are there.
   *
   * @throws dev.jbpf.ir.IrException if they are not as many
   */
  public void copyFrom(Cell<?> other) {
    if (size() != other.size()) {
      throw scope().error("copy-size", this + " is no copy of " + other);
    }
    spot.copyFrom(other.spot);
  }

  private <T> Cell<T> member(Serializable field) {
    return member(Layouts.member(scope(), layout(), FieldNames.of(field)));
  }

  <T> Cell<T> member(Layout.Member member) {
    return new Cell<>(spot.member(member));
  }

  /** Puts there what {@code value} is. */
  void put(Object value) {
    if (value instanceof Data number) {
      set(number);
    } else if (value instanceof Cell<?> cell) {
      copyFrom(cell);
    } else if (value instanceof String text) {
      set(text);
    } else if (value instanceof Inet4Address address) {
      set(Be32.of(scope(), address));
    } else if (value instanceof Number number
        && !(value instanceof Float || value instanceof Double)) {
      set(number.longValue());
    } else {
      throw scope()
          .error("record-values", name() + " cannot be " + value, "give it a value, or a number");
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
    return Be32.KIND.of(scope(), spot.raw(Be32.KIND));
  }

  /** {@return the number of 16 bits, in network order as it lies there} */
  public Be16 be16() {
    return Be16.KIND.of(scope(), spot.raw(Be16.KIND));
  }

  /** Puts the number there. */
  public void set(long number) {
    spot.set(number);
  }

  /** Puts {@code value} there: a number, or yes as 1 and no as 0; in network order as it is. */
  public void set(Data value) {
    if (value instanceof Int<?, ?> number) {
      spot.set(number);
    } else if (value instanceof Bool condition) {
      spot.set(condition.toU32().toU8());
    } else {
      spot.setRaw(value.ir());
    }
  }

  /** Puts {@code value} into the member. */
  public Cell<V> set(Field<V, ?> field, Data value) {
    member(field).set(value);
    return this;
  }

  /** Puts the number into the member. */
  public Cell<V> set(Field<V, ? extends Number> field, long number) {
    member(field).set(number);
    return this;
  }

  /** Copies all bytes of {@code other} into the member, which is as large. */
  public Cell<V> set(Field<V, ?> field, Cell<?> other) {
    member(field).copyFrom(other);
    return this;
  }

  /** Puts the text into the member, zeros behind it. */
  public Cell<V> set(Field<V, String> field, String text) {
    member(field).set(text);
    return this;
  }

  /** Adds to the number; others that write it meanwhile may get lost. */
  public void add(long number) {
    spot.add(number);
  }

  /** Adds to the number; others that write it meanwhile may get lost. */
  public void add(Int<?, ?> value) {
    spot.add(value);
  }

  /** Adds to the number, of 32 or 64 bits, as one step: nothing that others add gets lost. */
  public void addAtomic(long number) {
    spot.addAtomic(number);
  }

  /** Adds to the number, of 32 or 64 bits, as one step: nothing that others add gets lost. */
  public void addAtomic(Int<?, ?> value) {
    spot.addAtomic(value);
  }

  /** {@return the number of 64 bits that was there before {@code value} was added; since 5.12} */
  public U64 getAndAdd(U64 value) {
    return U64.KIND.of(scope(), spot.exchange(Opcode.FETCH_ADD, value.ir()));
  }

  /** {@return the number of 64 bits that was there before {@code value}; one step, since 5.12} */
  public U64 getAndSet(U64 value) {
    return U64.KIND.of(scope(), spot.exchange(Opcode.EXCHANGE, value.ir()));
  }

  /**
   * {@return the number of 64 bits that was there; if it was {@code expected}, {@code value} is
   * now} One step, since Linux 5.12.
   */
  public U64 compareAndExchange(U64 expected, U64 value) {
    return U64.KIND.of(scope(), spot.compareAndExchange(expected.ir(), value.ir()));
  }

  /** {@return the number as {@code kind}, which has all that it may be} */
  public <T extends Int<T, ?>> T get(Kind<T> kind) {
    return spot.get(kind);
  }

  @Override
  public String toString() {
    return name() + ": " + Layouts.words(layout());
  }
}
