package dev.jbpf.classic;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a load from a place at or above {@link #BASE} gives instead of packet bytes: a fact about
 * the packet. The width of the load does not matter.
 *
 * <p>Source: {@code SKF_AD_*} of {@code linux/filter.h}.
 */
public enum Extension {
  /** The protocol of the link layer, in host order. */
  PROTOCOL("SKF_AD_PROTOCOL", 0, "proto"),
  /** {@code PACKET_HOST}, {@code PACKET_OUTGOING} … */
  PACKET_TYPE("SKF_AD_PKTTYPE", 4, "type"),
  /** The number of the network interface. */
  INTERFACE("SKF_AD_IFINDEX", 8, "ifidx"),
  /** The place of the netlink attribute of type X, from the place A on. */
  NETLINK_ATTRIBUTE("SKF_AD_NLATTR", 12, "nla"),
  /** The same, nested in the attribute at A. */
  NETLINK_NESTED("SKF_AD_NLATTR_NEST", 16, "nlan"),
  /** The packet's mark. */
  MARK("SKF_AD_MARK", 20, "mark"),
  /** The number of the receive queue. */
  QUEUE("SKF_AD_QUEUE", 24, "queue"),
  /** The hardware type of the network interface. */
  HARDWARE_TYPE("SKF_AD_HATYPE", 28, "hatype"),
  /** The hash of the flow. */
  RX_HASH("SKF_AD_RXHASH", 32, "rxhash"),
  /** The number of the processor. */
  CPU("SKF_AD_CPU", 36, "cpu"),
  /** A xor X; a way to say it from before there was an instruction, without a name. */
  XOR("SKF_AD_ALU_XOR_X", 40, ""),
  /** The VLAN tag taken off the packet. */
  VLAN_TAG("SKF_AD_VLAN_TAG", 44, "vlan_tci"),
  /** Whether a VLAN tag was taken off. */
  VLAN_PRESENT("SKF_AD_VLAN_TAG_PRESENT", 48, "vlan_avail vlan_pr"),
  /** Where the payload starts behind the headers that the kernel knows. */
  PAYLOAD_OFFSET("SKF_AD_PAY_OFFSET", 52, "poff"),
  /** A random number. */
  RANDOM("SKF_AD_RANDOM", 56, "rand"),
  /** The protocol of the VLAN tag, in host order. */
  VLAN_PROTOCOL("SKF_AD_VLAN_TPID", 60, "vlan_tpid");

  /** Where the extensions start: {@code SKF_AD_OFF}, -4096, as an unsigned number. */
  public static final long BASE = 0xffff_f000L;

  private static final Extension[] ALL = values();

  private final String kernelName;
  private final int offset;
  private final List<String> names;

  Extension(String kernelName, int offset, String names) {
    this.kernelName = kernelName;
    this.offset = offset;
    this.names = names.isEmpty() ? List.of() : List.of(names.split(" "));
  }

  /** {@return the extension that a load from {@code k} gives, if it gives one} */
  public static Optional<Extension> at(long k) {
    return Arrays.stream(ALL).filter(extension -> extension.k() == k).findFirst();
  }

  /** {@return the kernel's name for its distance from {@link #BASE}} */
  public String kernelName() {
    return kernelName;
  }

  /** {@return its distance from {@link #BASE}, in bytes} */
  int offset() {
    return offset;
  }

  /** {@return the place to load from, unsigned} */
  public long k() {
    return BASE + offset;
  }

  /** {@return its names, the one that printers use first; none for {@link #XOR}} */
  public List<String> names() {
    return names;
  }
}
