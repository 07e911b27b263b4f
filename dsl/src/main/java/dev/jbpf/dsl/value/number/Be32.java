package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/**
 * A number of 32 bits in network order, as packets have it. It can be compared, stored, and turned
 * into a number to count with; the numbers that it is compared with are written as people do.
 */
public final class Be32 implements Data {
  /** The type. */
  public static final Kind<Be32> KIND = new Kind<>(Type.U32, Be32::new);

  static final int BITS = 32;

  private final Scope scope;
  private final Value ir;

  Be32(Scope scope, Value ir) {
    this.scope = scope;
    this.ir = ir;
  }

  @Override
  public Scope scope() {
    return scope;
  }

  /** {@return the bits as they are} */
  @Override
  public Value ir() {
    return ir;
  }

  /** {@return the number in the machine's order} */
  public U32 toHost() {
    return new U32(scope, scope.at().bigEndian(ir, BITS));
  }

  /** {@return whether both are equal} */
  public Bool eq(Be32 other) {
    return new Bool(scope, scope.at().eq(ir, other.ir));
  }

  /** {@return whether it is {@code number}, as people write it} */
  public Bool eq(long number) {
    return eq(of(scope, number));
  }

  /** {@return whether both differ} */
  public Bool ne(Be32 other) {
    return new Bool(scope, scope.at().ne(ir, other.ir));
  }

  /** {@return whether it is not {@code number}, as people write it} */
  public Bool ne(long number) {
    return ne(of(scope, number));
  }

  /** {@return whether it is that address} */
  public Bool eq(java.net.Inet4Address address) {
    return eq(Integer.toUnsignedLong(java.nio.ByteBuffer.wrap(address.getAddress()).getInt()));
  }

  /** {@return {@code number}, as people write it, in network order} */
  public static Be32 of(Scope scope, long number) {
    return new Be32(scope, NetworkOrder.constant(scope, Type.U32, number));
  }

  @Override
  public String toString() {
    return "be32 " + ir;
  }
}
