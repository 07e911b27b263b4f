package dev.jbpf.dsl.value.memory;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.map.layout.Layout;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Bytes in memory, and how numbers are read and written there.
 *
 * @param base what {@code offset} counts from, in bytes
 * @param name what messages call it
 */
record Spot(Scope scope, Value base, int offset, Layout layout, String name, AccessCheck access) {
  int size() {
    return Layouts.size(layout);
  }

  /** {@return the same place as another layout sees it, {@code bytes} further on} */
  Spot inside(int bytes, Layout part, String partName) {
    return new Spot(scope, base, offset + bytes, part, partName, access);
  }

  Spot element(int index) {
    Layout.Array array = Layouts.array(scope, layout, name);
    if (index < 0 || index >= array.count()) {
      throw scope.error(
          "array-index", name + " has no element " + index + ": 0 to " + (array.count() - 1));
    }
    return inside(index * Layouts.size(array.element()), array.element(), name + "[" + index + "]");
  }

  Maybe<Spot> element(Int<?, ?> index) {
    Layout.Array array = Layouts.array(scope, layout, name);
    int bytes = Layouts.size(array.element());
    return new Maybe<>(
        scope,
        absent -> {
          Value number = scope.below(index.ir(), array.count(), absent);
          FunctionBuilder f = reader();
          Value place = f.offset(base, f.mul(number, bytes));
          return new Spot(scope, place, offset, array.element(), name + "[…]", access);
        });
  }

  Spot member(Layout.Member member) {
    return inside(member.offset(), member.layout(), name + "." + member.name());
  }

  FunctionBuilder reader() {
    FunctionBuilder f = scope.at();
    access.check();
    return f;
  }

  private FunctionBuilder writer() {
    FunctionBuilder f = scope.at();
    access.checkWrite();
    return f;
  }

  Value address() {
    return reader().offset(base, offset);
  }

  /** {@return the bits as they lie there} */
  Value raw(Kind<?> networkOrder) {
    requireNetworkOrder(networkOrder.type().bits());
    return reader().load(networkOrder.type(), base, offset);
  }

  /** Puts the bits there as they are. */
  void setRaw(Value bits) {
    requireNetworkOrder(bits.type().bits());
    writer().store(bits, base, offset);
  }

  <T extends Int<T, ?>> T get(Kind<T> kind) {
    Type.Int type = type();
    if (type.bits() > kind.type().bits()) {
      throw scope.error(
          "number-width",
          name + " has " + type.bits() + " bits, more than " + kind,
          "get all, and cut it: u64().toU32()");
    }
    FunctionBuilder f = reader();
    Value value =
        isNetworkOrder()
            ? f.load(type, base, offset, ByteOrder.BIG_ENDIAN)
            : f.load(type, base, offset);
    return kind.of(scope, f.cast(value, kind.type()));
  }

  void set(Int<?, ?> value) {
    Type.Int type = type();
    if (value.ir().type().bits() > type.bits()) {
      throw scope.error(
          "number-width",
          name + " has " + type.bits() + " bits, " + value.ir().type() + " does not fit",
          "cut it: to" + type.toString().toUpperCase(Locale.ROOT) + "()");
    }
    write(writer().cast(value.ir(), type));
  }

  void set(long number) {
    write(writer().constant(type(), number));
  }

  private void write(Value value) {
    if (isNetworkOrder()) {
      writer().store(value, base, offset, ByteOrder.BIG_ENDIAN);
    } else {
      writer().store(value, base, offset);
    }
  }

  void add(long number) {
    requireNative("add");
    FunctionBuilder f = writer();
    write(f.add(f.load(type(), base, offset), number));
  }

  void add(Int<?, ?> value) {
    requireNative("add");
    FunctionBuilder f = writer();
    write(f.add(f.load(type(), base, offset), f.cast(value.ir(), type())));
  }

  void addAtomic(long number) {
    atomic(Opcode.FETCH_ADD, writer().constant(type(), number));
  }

  void addAtomic(Int<?, ?> value) {
    atomic(Opcode.FETCH_ADD, writer().cast(value.ir(), type()));
  }

  /** {@return what was there, of 64 bits, before this step} */
  Value exchange(Opcode opcode, Value value) {
    requireWide();
    return atomic(opcode, value);
  }

  private Value atomic(Opcode opcode, Value value) {
    requireNative(opcode.toString());
    return writer().atomic(opcode, base, offset, value);
  }

  Value compareAndExchange(Value expected, Value value) {
    requireNative("compareAndExchange");
    requireWide();
    return writer().compareExchange(base, offset, expected, value);
  }

  /** Copies all bytes of {@code other}, in pieces as large as both are aligned. */
  void copyFrom(Spot other) {
    FunctionBuilder f = writer();
    other.reader();
    WordPieces.of(size(), offset, other.offset)
        .forEach(
            word ->
                f.store(
                    f.load(word.type(), other.base, other.offset + word.at()),
                    base,
                    offset + word.at()));
  }

  Bool hasBytesOf(Spot other) {
    FunctionBuilder f = reader();
    other.reader();
    return WordPieces.of(size(), offset, other.offset).stream()
        .map(
            word ->
                f.eq(
                    f.load(word.type(), base, offset + word.at()),
                    f.load(word.type(), other.base, other.offset + word.at())))
        .map(same -> new Bool(scope, same))
        .reduce(Bool::and)
        .orElseThrow();
  }

  /** {@return whether the first bytes are these} */
  Bool hasBytes(byte[] bytes) {
    FunctionBuilder f = reader();
    return WordPieces.of(bytes.length, offset).stream()
        .map(word -> f.eq(f.load(word.type(), base, offset + word.at()), word.constant(f, bytes)))
        .map(same -> new Bool(scope, same))
        .reduce(Bool::and)
        .orElseThrow();
  }

  /** Puts the bytes there. */
  void setBytes(byte[] bytes) {
    FunctionBuilder f = writer();
    WordPieces.of(bytes.length, offset)
        .forEach(word -> f.store(word.constant(f, bytes), base, offset + word.at()));
  }

  private Type.Int type() {
    return Layouts.number(scope, layout, name);
  }

  private boolean isNetworkOrder() {
    return layout instanceof Layout.BigEndianNumber;
  }

  private void requireWide() {
    if (type().bits() != Long.SIZE) {
      throw scope.error("atomic-width", name + " has " + type().bits() + " bits, not 64");
    }
  }

  private void requireNative(String what) {
    if (isNetworkOrder()) {
      throw scope.error("network-order", name + " is in network order: no " + what + " there");
    }
  }

  private void requireNetworkOrder(int bits) {
    if (!isNetworkOrder() || type().bits() != bits) {
      throw scope.error(
          "network-order",
          name + " is " + Layouts.words(layout) + " in the machine's order",
          "take toHost(), or mark the component @BigEndian");
    }
  }
}
