package dev.jbpf.methods.context;

import dev.jbpf.methods.mark.Vocabulary;
import java.nio.ByteOrder;

/** Numbers of 16 bits in network order, in a member of 32 bits. */
@Vocabulary
final class NetworkOrder {
  private static final boolean IS_LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private NetworkOrder() {}

  /** {@return the number from network order, or to it} */
  static int number(int number) {
    return (IS_LITTLE ? Short.reverseBytes((short) number) : number) & 0xffff;
  }
}
