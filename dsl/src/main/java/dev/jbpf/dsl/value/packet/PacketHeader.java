package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.U16;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.StructField;
import dev.jbpf.map.Codec;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** A header whose bytes are known to be there. */
abstract class PacketHeader {
  private final Packet packet;
  private final Place place;

  PacketHeader(Packet packet, Place place) {
    this.packet = packet;
    this.place = place;
  }

  final Packet packet() {
    return packet;
  }

  final Scope scope() {
    return packet.scope();
  }

  /** {@return the start of the header} */
  final Place place() {
    return place;
  }

  /** {@return the version of IP, of its headers} */
  final U8 version() {
    return u8(0).shiftRight(4);
  }

  final U8 u8(int offset) {
    return U8.KIND.of(scope(), load(Type.U8, offset));
  }

  final Be16 be16(StructField field) {
    return Be16.KIND.of(scope(), load(Type.U16, field.offset()));
  }

  final Be32 be32(StructField field) {
    return Be32.KIND.of(scope(), load(Type.U32, field.offset()));
  }

  final void set(StructField field, Value value) {
    packet.to().store(value, place.address(), place.offset() + field.offset());
  }

  /**
   * Changes the member, and the sums that cover it: of this header, of others.
   *
   * @param value with the bits of the member
   */
  final void rewrite(StructField field, Value value, Rewritten... sums) {
    List<U32> before = words(field);
    set(field, value);
    List<U32> after = words(field);
    for (Rewritten sum : sums) {
      sum.follow(before, after);
    }
  }

  /** Has a sum follow what has changed. */
  interface Rewritten {
    void follow(List<U32> before, List<U32> after);
  }

  /** {@return the words of 16 bits that the member is in, as they lie there} */
  private List<U32> words(StructField field) {
    int first = field.offset() / Short.BYTES * Short.BYTES;
    return IntStream.iterate(
            first, at -> at < field.offset() + field.size(), at -> at + Short.BYTES)
        .mapToObj(this::word)
        .toList();
  }

  final U32 word(int offset) {
    return U16.KIND.of(scope(), load(Type.U16, offset)).toU32();
  }

  final void setWord(int offset, U32 word) {
    packet.to().store(word.toU16().ir(), place.address(), place.offset() + offset);
  }

  private Value load(Type type, int offset) {
    return packet.to().load(type, place.address(), place.offset() + offset);
  }

  /** {@return the bytes of a member, as they are} */
  final Cell<byte[]> bytes(StructField field) {
    return cell(field, Codec.bytes(field.size()));
  }

  /** {@return the member as {@code codec} has it} */
  final <V> Cell<V> cell(StructField field, Codec<V> codec) {
    Value address = packet.to().offset(place.address(), (long) place.offset() + field.offset());
    return Cell.at(scope(), address, codec.layout(), field.name(), () -> packet.to());
  }

  /** {@return the header of {@code size} bytes at {@code where}, if it is there} */
  final <H> Maybe<H> header(Place where, int size, BiFunction<Packet, Place, H> maker) {
    return new Maybe<>(
        scope(),
        absent -> {
          packet.reach(where, size, absent);
          return maker.apply(packet, where);
        });
  }

  /** {@return what is behind the header as the record has it: a header of one's own} */
  final <R extends Record> Maybe<Cell<R>> record(Place where, Class<R> type) {
    Codec<R> codec = Codec.record(type);
    return header(
        where,
        codec.size(),
        (in, at) ->
            Cell.at(
                scope(),
                in.to().offset(at.address(), at.offset()),
                codec.layout(),
                type.getSimpleName(),
                () -> in.to()));
  }
}
