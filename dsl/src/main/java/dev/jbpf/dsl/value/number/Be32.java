package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import java.net.Inet4Address;
import java.nio.ByteBuffer;

/**
 * A number of 32 bits in network order, as packets have it. It can be compared, stored, and turned
 * into a number to count with; the numbers that it is compared with are written as people do.
 */
public final class Be32 extends BigEndianNumber<Be32> {
  /** The type. */
  public static final Kind<Be32> KIND = new Kind<>(Type.U32, Be32::new);

  static final int BITS = 32;

  Be32(Scope scope, Value ir) {
    super(scope, ir);
  }

  /** {@return the number in the machine's order} */
  public U32 toHost() {
    return new U32(scope(), scope().at().bigEndian(ir(), BITS));
  }

  /** {@return the address} */
  @SuppressWarnings("exports")
  public static Be32 of(Scope scope, Inet4Address address) {
    return of(scope, number(address));
  }

  private static long number(Inet4Address address) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(address.getAddress()).getInt());
  }

  /** {@return whether it is {@code address}} */
  public Bool eq(Inet4Address address) {
    return eq(number(address));
  }

  /** {@return whether it is not {@code address}} */
  public Bool ne(Inet4Address address) {
    return ne(number(address));
  }

  @Override
  Be32 like(long number) {
    return of(scope(), number);
  }

  /** {@return {@code number}, as people write it, in network order} */
  @SuppressWarnings("exports")
  public static Be32 of(Scope scope, long number) {
    return new Be32(scope, NetworkNumbers.constant(scope, Type.U32, number));
  }

  @Override
  public String toString() {
    return "be32 " + ir();
  }
}
