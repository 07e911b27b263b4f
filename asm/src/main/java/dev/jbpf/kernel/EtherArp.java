package dev.jbpf.kernel;

/**
 * {@code struct ether_arp} of {@code <netinet/if_ether.h>}: an ARP packet for IPv4 over Ethernet,
 * whose addresses follow the kernel's {@link Arphdr}. Source: RFC 826.
 */
public final class EtherArp {
  private static final String NAME = "ether_arp";

  /** {@code arp_sha}: the hardware's address of who asks. */
  public static final StructField ARP_SHA =
      new StructField(NAME, "arp_sha", Arphdr.SIZE, Protocols.ETH_ALEN, false);

  /** {@code arp_spa}: the IPv4 address of who asks. */
  public static final StructField ARP_SPA = after(ARP_SHA, "arp_spa", Integer.BYTES);

  /** {@code arp_tha}: the hardware's address of who is asked. */
  public static final StructField ARP_THA = after(ARP_SPA, "arp_tha", Protocols.ETH_ALEN);

  /** {@code arp_tpa}: the IPv4 address of who is asked. */
  public static final StructField ARP_TPA = after(ARP_THA, "arp_tpa", Integer.BYTES);

  /** Its size in bytes. */
  public static final int SIZE = Arphdr.SIZE + 2 * (Protocols.ETH_ALEN + Integer.BYTES);

  private EtherArp() {}

  private static StructField after(StructField before, String name, int size) {
    return new StructField(NAME, name, before.offset() + before.size(), size, false);
  }
}
