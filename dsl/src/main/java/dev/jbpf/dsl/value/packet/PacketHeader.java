package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.StructField;
import dev.jbpf.map.Codec;
import java.util.function.BiFunction;

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

  private Value load(Type type, int offset) {
    return packet.to().load(type, place.address(), place.offset() + offset);
  }

  /** {@return the bytes of a member, as they are} */
  final Cell<byte[]> bytes(StructField field) {
    return bytes(field.offset(), field.size(), field.name());
  }

  private Cell<byte[]> bytes(int offset, int size, String name) {
    Value address = packet.to().offset(place.address(), (long) place.offset() + offset);
    return Cell.at(scope(), address, Codec.bytes(size).layout(), name, () -> packet.to());
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
