package dev.jbpf.methods.packet;

import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import org.jspecify.annotations.Nullable;

/** An Ethernet header. */
@Vocabulary
public final class Ethernet {
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86dd;

  private final Area at;
  private final Area end;

  Ethernet(Area at, Area end) {
    this.at = at;
    this.end = end;
  }

  /** {@return the type of what follows: {@code 0x0800} is IPv4} */
  public int protocol() {
    return at.be16(Ethhdr.H_PROTO.offset());
  }

  /** {@return the address that it goes to, 48 bits} */
  public long destination() {
    return address(Ethhdr.H_DEST.offset());
  }

  /** {@return the address that it comes from, 48 bits} */
  public long source() {
    return address(Ethhdr.H_SOURCE.offset());
  }

  private long address(int offset) {
    return (long) at.be16(offset) << 32 | at.be32(offset + 2) & 0xffff_ffffL;
  }

  /** {@return the IPv4 header behind it; null where there is none} */
  public @Nullable Ipv4 ipv4() {
    return protocol() == IPV4 && at.reaches(end, Ethhdr.SIZE + Ipv4.SIZE)
        ? new Ipv4(at.plus(Ethhdr.SIZE), end)
        : null;
  }

  /** {@return the IPv6 header behind it; null where there is none} */
  public @Nullable Ipv6 ipv6() {
    return protocol() == IPV6 && at.reaches(end, Ethhdr.SIZE + Ipv6.SIZE)
        ? new Ipv6(at.plus(Ethhdr.SIZE), end)
        : null;
  }
}
