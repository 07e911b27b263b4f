package dev.jbpf.methods.packet;

import dev.jbpf.methods.mark.Vocabulary;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Addresses as Java has them, and as numbers: {@code 0x0a000001} is 10.0.0.1. */
@Vocabulary
public final class Addresses {
  private Addresses() {}

  /** {@return the address that the number is} */
  public static Inet4Address ipv4(int number) {
    try {
      byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
      return (Inet4Address) InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@return the number of the address} */
  public static int number(Inet4Address address) {
    return ByteBuffer.wrap(address.getAddress()).getInt();
  }
}
