package dev.jbpf.map;

import dev.jbpf.map.layout.Layout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Addresses of the network, as packets have them: in network order, whatever that of the machine
 * is.
 */
enum AddressCodec {
  IPV4(4, new Layout.BigEndianNumber(4)),
  IPV6(16, new Layout.Array(new Layout.Number(1, false), 16));

  private static final int ALIGNMENT = 4;

  private final int size;
  private final Layout layout;

  AddressCodec(int size, Layout layout) {
    this.size = size;
    this.layout = layout;
  }

  Codec<Inet4Address> ipv4() {
    return new Of<>(this) {
      @Override
      Inet4Address of(byte[] bytes) throws UnknownHostException {
        return (Inet4Address) InetAddress.getByAddress(bytes);
      }
    };
  }

  Codec<Inet6Address> ipv6() {
    return new Of<>(this) {
      /** As version 6 even where it stands for one of version 4. */
      @Override
      Inet6Address of(byte[] bytes) throws UnknownHostException {
        return Inet6Address.getByAddress(null, bytes, -1);
      }
    };
  }

  private abstract static class Of<T extends InetAddress> implements Codec<T> {
    private final AddressCodec kind;

    Of(AddressCodec kind) {
      this.kind = kind;
    }

    abstract T of(byte[] bytes) throws UnknownHostException;

    @Override
    public int size() {
      return kind.size;
    }

    @Override
    public int alignment() {
      return ALIGNMENT;
    }

    @Override
    public Layout layout() {
      return kind.layout;
    }

    @Override
    public void encode(T value, ByteBuffer out, int at) {
      out.put(at, value.getAddress());
    }

    @Override
    public T decode(ByteBuffer in, int at) {
      byte[] bytes = new byte[kind.size];
      in.get(at, bytes);
      try {
        return of(bytes);
      } catch (UnknownHostException e) {
        throw new IllegalStateException("an address of " + kind.size + " bytes", e);
      }
    }

    @Override
    public String toString() {
      return kind.toString();
    }
  }
}
