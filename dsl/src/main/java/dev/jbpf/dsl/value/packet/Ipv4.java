package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.kernel.Iphdr;
import dev.jbpf.kernel.Protocols;
import java.util.function.BiFunction;

/** An IPv4 header, the 20 bytes that all have; options are passed over. */
public final class Ipv4 extends PacketHeader {
  static final int SIZE = Iphdr.SIZE;

  private static final int LENGTH_BITS = 0x0f;

  Ipv4(Packet packet, Place place) {
    super(packet, place);
  }

  /** {@return the bytes of the header, with its options: 20 to 60, or less where it is broken} */
  public U32 headerLength() {
    return u8(0).toU32().and(LENGTH_BITS).shiftLeft(2);
  }

  /** {@return how it is to be treated: {@code tos}} */
  public U8 typeOfService() {
    return u8(Iphdr.TOS.offset());
  }

  /** {@return the bytes of header and content} */
  public Be16 totalLength() {
    return be16(Iphdr.TOT_LEN);
  }

  /** {@return what it carries: 6 is TCP, 17 is UDP} */
  public U8 protocol() {
    return u8(Iphdr.PROTOCOL.offset());
  }

  /** {@return how far it may still go} */
  public U8 timeToLive() {
    return u8(Iphdr.TTL.offset());
  }

  /** {@return where it comes from} */
  public Be32 source() {
    return be32(Iphdr.SADDR);
  }

  /** {@return where it goes} */
  public Be32 destination() {
    return be32(Iphdr.DADDR);
  }

  /** {@return the sum of the header} */
  public Be16 checksum() {
    return be16(Iphdr.CHECK);
  }

  /** Changes where it goes; the sums are the caller's to change. */
  public void setDestination(Be32 address) {
    set(Iphdr.DADDR, address.ir());
  }

  /** Changes where it comes from; the sums are the caller's to change. */
  public void setSource(Be32 address) {
    set(Iphdr.SADDR, address.ir());
  }

  /** Changes where it goes, and the sum of this header. */
  public void rewriteDestination(Be32 address) {
    rewrite(Iphdr.DADDR, address.ir(), sum()::follow);
  }

  /** Changes where it goes, and the sums of this header and of TCP. */
  public void rewriteDestination(Be32 address, Tcp tcp) {
    rewrite(Iphdr.DADDR, address.ir(), sum()::follow, tcp.sum()::follow);
  }

  /** Changes where it goes, and the sums of this header and of UDP. */
  public void rewriteDestination(Be32 address, Udp udp) {
    rewrite(Iphdr.DADDR, address.ir(), sum()::follow, udp.sum()::followIfAny);
  }

  /** Changes where it comes from, and the sum of this header. */
  public void rewriteSource(Be32 address) {
    rewrite(Iphdr.SADDR, address.ir(), sum()::follow);
  }

  /** Changes where it comes from, and the sums of this header and of TCP. */
  public void rewriteSource(Be32 address, Tcp tcp) {
    rewrite(Iphdr.SADDR, address.ir(), sum()::follow, tcp.sum()::follow);
  }

  /** Changes where it comes from, and the sums of this header and of UDP. */
  public void rewriteSource(Be32 address, Udp udp) {
    rewrite(Iphdr.SADDR, address.ir(), sum()::follow, udp.sum()::followIfAny);
  }

  /** Changes how far it may still go, and the sum. */
  public void rewriteTimeToLive(Int<?, ?> hops) {
    rewrite(Iphdr.TTL, hops.toU8().ir(), sum()::follow);
  }

  private Sums sum() {
    return new Sums(this, Iphdr.CHECK);
  }

  /** Changes the sum of the header. */
  public void setChecksum(Be16 sum) {
    set(Iphdr.CHECK, sum.ir());
  }

  /** Changes how far it may still go; the sum is the caller's to change. */
  public void setTimeToLive(Int<?, ?> hops) {
    set(Iphdr.TTL, hops.toU8().ir());
  }

  /** {@return whether it is a piece of a larger one, other than the first} */
  public Bool isLaterFragment() {
    return be16(Iphdr.FRAG_OFF).toHost().hasAny(Protocols.IP_OFFSET);
  }

  /** {@return the TCP header, unless it carries something else, or a later fragment} */
  public Maybe<Tcp> tcp() {
    return carried(Protocols.IPPROTO_TCP, Tcp.SIZE, Tcp::new);
  }

  /** {@return the UDP header, unless it carries something else, or a later fragment} */
  public Maybe<Udp> udp() {
    return carried(Protocols.IPPROTO_UDP, Udp.SIZE, Udp::new);
  }

  /** {@return the ICMP header, unless it carries something else, or a later fragment} */
  public Maybe<Icmp> icmp() {
    return carried(Protocols.IPPROTO_ICMP, Icmp.SIZE, Icmp::new);
  }

  /** {@return the first bytes behind header and options as the record has them} */
  public <R extends Record> Maybe<Cell<R>> payload(Class<R> type) {
    return content().flatMap(place -> record(place, type));
  }

  /** {@return what it carries, behind its options, as a packet of its own} */
  public Maybe<Packet> payload() {
    return content().map(place -> packet().from(place));
  }

  private <H> Maybe<H> carried(int number, int size, BiFunction<Packet, Place, H> maker) {
    return new Maybe<>(
            scope(),
            absent -> {
              Bool isThat = protocol().eq(number);
              scope().require(isThat.and(isLaterFragment().not()).condition(), absent);
              return this;
            })
        .flatMap(ip -> ip.content())
        .flatMap(place -> header(place, size, maker));
  }

  /** {@return where the options end, if the length of the header can be right} */
  private Maybe<Place> content() {
    return new Maybe<>(
        scope(),
        absent -> {
          U32 length = headerLength();
          scope().require(length.ge(SIZE).condition(), absent);
          return new Place(
              packet().to().offset(place().address(), length.toU64().ir()),
              place().offset(),
              false);
        });
  }
}
