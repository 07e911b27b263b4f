package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.Data;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.ir.Block;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.map.Codec;

/**
 * The bytes of the packet, from its Ethernet header on. Each header comes with the check that it is
 * there; one check covers all that lies at fixed places before it.
 */
public final class Packet {
  private final Scope scope;
  private final Value data;
  private final Value end;
  private final int moves;

  /** What instructions can add to an address, with room for a header. */
  private static final int MOST_OFFSET = 32_000;

  private final int known;
  private final boolean isNetwork;

  private Packet(Scope scope, Value data, Value end, int moves, int known, boolean isNetwork) {
    this.scope = scope;
    this.data = data;
    this.end = end;
    this.moves = moves;
    this.known = known;
    this.isNetwork = isNetwork;
  }

  /** {@return the packet between these addresses, as the context has them now} */
  @SuppressWarnings("exports")
  public static Packet between(Scope scope, Value data, Value end) {
    return new Packet(scope, data, end, scope.moves(), 0, false);
  }

  /** {@return how many bytes there are, without those in other pieces} */
  public U32 length() {
    return U32.KIND.of(scope, to().cast(to().distance(data, end), Type.U32));
  }

  /** {@return the packet if it has that many bytes: what lies in them needs no check any more} */
  public Maybe<Packet> atLeast(int bytes) {
    return new Maybe<>(
        scope,
        absent -> {
          reach(bytes, absent);
          return new Packet(scope, data, end, moves, Math.max(known, bytes), isNetwork);
        });
  }

  /** {@return the same, which begins with a header of IPv4 or IPv6 and has none of Ethernet} */
  public Packet network() {
    return new Packet(scope, data, end, moves, known, true);
  }

  /**
   * {@return the Ethernet header}
   *
   * @throws dev.jbpf.ir.IrException if the packet has none
   */
  public Maybe<Ethernet> ethernet() {
    if (isNetwork) {
      throw scope.error("packet-start", "the packet begins with its network header", "ipv4()");
    }
    return atLeast(Ethhdr.SIZE).map(packet -> new Ethernet(packet, packet.place(0)));
  }

  /** {@return the IPv4 header, behind the Ethernet header if there is one} */
  public Maybe<Ipv4> ipv4() {
    if (isNetwork) {
      return atLeast(Ipv4.SIZE)
          .map(packet -> new Ipv4(packet, packet.place(0)))
          .filter(ip -> ip.version().eq(4));
    }
    return atLeast(Ethhdr.SIZE + Ipv4.SIZE).flatMap(Packet::ethernet).flatMap(Ethernet::ipv4);
  }

  /** {@return the IPv6 header, behind the Ethernet header if there is one} */
  public Maybe<Ipv6> ipv6() {
    if (isNetwork) {
      return atLeast(Ipv6.SIZE)
          .map(packet -> new Ipv6(packet, packet.place(0)))
          .filter(ip -> ip.version().eq(6));
    }
    return atLeast(Ethhdr.SIZE + Ipv6.SIZE).flatMap(Packet::ethernet).flatMap(Ethernet::ipv6);
  }

  /** {@return the bytes from {@code offset} on as the record has them: a header of one's own} */
  public <R extends Record> Maybe<Cell<R>> at(int offset, Class<R> type) {
    requireInside(offset);
    Codec<R> codec = Codec.record(type);
    return atLeast(offset + codec.size())
        .map(packet -> packet.cell(to().offset(data, offset), codec, type.getSimpleName()));
  }

  /** {@return the byte at {@code offset}} */
  public Maybe<U8> u8At(int offset) {
    return at(offset, U8.KIND);
  }

  /** {@return the number of 16 bits from {@code offset} on} */
  public Maybe<Be16> be16At(int offset) {
    return at(offset, Be16.KIND);
  }

  /** {@return the number of 32 bits from {@code offset} on} */
  public Maybe<Be32> be32At(int offset) {
    return at(offset, Be32.KIND);
  }

  private void requireInside(int offset) {
    if (offset < 0) {
      throw scope.error("packet-offset", offset + " is before the start of the packet");
    }
    if (offset > MOST_OFFSET) {
      throw scope.error(
          "packet-offset",
          offset + " is not 0 to " + MOST_OFFSET + ", what instructions reach",
          "an offset that the program computes: u8At(offset, most)");
    }
  }

  private <T extends Data> Maybe<T> at(int offset, Kind<T> kind) {
    requireInside(offset);
    return atLeast(offset + bytes(kind)).map(packet -> load(kind, data, offset));
  }

  /**
   * {@return the byte at {@code offset}}
   *
   * @param most what {@code offset} is at most
   */
  public Maybe<U8> u8At(Int<?, ?> offset, int most) {
    return at(offset, most, U8.KIND);
  }

  /**
   * {@return the number of 16 bits from {@code offset} on}
   *
   * @param most what {@code offset} is at most
   */
  public Maybe<Be16> be16At(Int<?, ?> offset, int most) {
    return at(offset, most, Be16.KIND);
  }

  /**
   * {@return the number of 32 bits from {@code offset} on}
   *
   * @param most what {@code offset} is at most
   */
  public Maybe<Be32> be32At(Int<?, ?> offset, int most) {
    return at(offset, most, Be32.KIND);
  }

  private <T extends Data> Maybe<T> at(Int<?, ?> offset, int most, Kind<T> kind) {
    return at(offset, most, bytes(kind)).map(place -> load(kind, place, 0));
  }

  private <T extends Data> T load(Kind<T> kind, Value base, int offset) {
    return kind.of(scope, to().load(kind.type(), base, offset));
  }

  private static int bytes(Kind<?> kind) {
    return kind.type().bits() / Byte.SIZE;
  }

  /** {@return what lies behind the first {@code bytes} bytes, as a packet of its own} */
  public Packet from(int bytes) {
    requireInside(bytes);
    return new Packet(scope, to().offset(data, bytes), end, moves, 0, false);
  }

  /**
   * {@return what lies from {@code offset} on, as a packet of its own}
   *
   * @param most what {@code offset} is at most
   */
  public Maybe<Packet> from(Int<?, ?> offset, int most) {
    return at(offset, most, 0).map(place -> new Packet(scope, place, end, moves, 0, false));
  }

  /** {@return the packet that begins there} */
  Packet from(Place place) {
    return new Packet(scope, to().offset(place.address(), place.offset()), end, moves, 0, false);
  }

  /**
   * {@return the bytes from {@code offset} on as the record has them}
   *
   * @param offset at most {@code most}
   */
  public <R extends Record> Maybe<Cell<R>> at(Int<?, ?> offset, int most, Class<R> type) {
    Codec<R> codec = Codec.record(type);
    return at(offset, most, codec.size()).map(place -> cell(place, codec, type.getSimpleName()));
  }

  /** {@return the address so many bytes behind the start, where {@code size} bytes are} */
  private Maybe<Value> at(Int<?, ?> offset, int most, int size) {
    return new Maybe<>(
        scope,
        absent -> {
          Value place = to().offset(data, scope.below(offset.ir(), most + 1L, absent));
          reach(place, size, absent);
          return place;
        });
  }

  private <R> Cell<R> cell(Value address, Codec<R> codec, String name) {
    return Cell.at(scope, address, codec.layout(), name, this::check);
  }

  /** Goes to {@code absent} unless there are {@code bytes} bytes from {@code place} on. */
  private void reach(Value place, int bytes, Block absent) {
    FunctionBuilder f = to();
    scope.require(f.ask(Opcode.LE, f.offset(place, bytes), end), absent);
  }

  /** Goes to {@code absent} unless {@code place} has {@code bytes} bytes. */
  void reach(Place place, int bytes, Block absent) {
    if (place.isFixed()) {
      reach(place.offset() + bytes, absent);
    } else {
      reach(place.address(), place.offset() + bytes, absent);
    }
  }

  private void reach(int bytes, Block absent) {
    if (bytes > known) {
      reach(data, bytes, absent);
    }
  }

  /** {@return the place so many bytes behind the start} */
  Place place(int offset) {
    return new Place(data, offset, true);
  }

  Scope scope() {
    return scope;
  }

  FunctionBuilder to() {
    FunctionBuilder f = scope.at();
    check();
    return f;
  }

  private void check() {
    if (moves != scope.moves()) {
      throw scope.error(
          "packet-moved",
          "the packet has moved since: its old addresses are of no use",
          "ask for packet() again, and for the header");
    }
  }
}
