package dev.jbpf.vm.place;

import static dev.jbpf.kernel.SkBuff.FAMILY;
import static dev.jbpf.kernel.SkBuff.IFINDEX;
import static dev.jbpf.kernel.SkBuff.LOCAL_IP4;
import static dev.jbpf.kernel.SkBuff.LOCAL_IP6;
import static dev.jbpf.kernel.SkBuff.PKT_TYPE;
import static dev.jbpf.kernel.SkBuff.PROTOCOL;
import static dev.jbpf.kernel.SkBuff.REMOTE_IP4;
import static dev.jbpf.kernel.SkBuff.REMOTE_IP6;
import static dev.jbpf.kernel.SkBuff.SIZE;

import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.Iphdr;
import dev.jbpf.kernel.Ipv6hdr;
import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.kernel.StructField;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.memory.PacketLayout;
import java.util.Arrays;
import java.util.Map;

/**
 * The members of a {@code struct __sk_buff} as the kernel's test run makes them of a packet: one
 * that came in by the loopback interface, whose address is all zeros.
 *
 * <p>Source: {@code bpf_prog_test_run_skb} in {@code net/bpf/test_run.c}, {@code eth_type_trans} in
 * {@code net/ethernet/eth.c}.
 */
final class SkBuffDefaults {
  private static final int ADDRESS = Ethhdr.H_DEST.size();
  private static final int TYPE = Ethhdr.H_PROTO.offset();

  /** Below that a type is a length, and the packet one of IEEE 802. */
  private static final int LEAST_TYPE = 0x600;

  private static final int IEEE_802_3 = 1;
  private static final int IEEE_802_2 = 4;

  private static final int LOOPBACK = 1;

  private SkBuffDefaults() {}

  /** {@return how the kernel's test run puts {@code packet} before programs of {@code type}} */
  static PacketLayout layout(ProgramType type, byte[] packet) {
    ProgramInput input = ProgramInput.of(type);
    return input.hidden() > 0
        ? PacketLayout.behind(input.hiddenHeader(packet))
        : PacketLayout.ETHERNET;
  }

  /** {@return the members, those that follow from where the packet is not yet} */
  static byte[] members(ProgramType type, byte[] packet, PacketLayout layout) {
    byte[] members = new byte[SIZE];
    put(members, IFINDEX, LOOPBACK);
    byte[] link = layout.hidden().length > 0 ? layout.hidden() : packet;
    if (link.length >= Ethhdr.SIZE) {
      byte[] behind = link == packet ? Arrays.copyOfRange(packet, TYPE + 2, packet.length) : packet;
      int protocol = protocol(link, behind);
      put(members, PROTOCOL, Short.reverseBytes((short) protocol) & 0xffff);
      put(members, PKT_TYPE, packetType(link));
      if (type == ProgramType.CGROUP_SKB) {
        addresses(members, protocol, packet);
      }
    }
    return members;
  }

  /** {@return what the test run's socket has, by the members of the {@code struct bpf_sock}} */
  static Map<StructField, byte[]> socket(ProgramType type, byte[] members) {
    if (type != ProgramType.CGROUP_SKB) {
      return Map.of();
    }
    return Map.of(
        BpfSock.FAMILY, get(members, FAMILY),
        BpfSock.SRC_IP4, get(members, LOCAL_IP4),
        BpfSock.DST_IP4, get(members, REMOTE_IP4),
        BpfSock.SRC_IP6, get(members, LOCAL_IP6),
        BpfSock.DST_IP6, get(members, REMOTE_IP6));
  }

  private static byte[] get(byte[] members, StructField member) {
    return Arrays.copyOfRange(members, member.offset(), member.offset() + member.size());
  }

  private static void put(byte[] members, StructField member, long value) {
    Bytes.store4(members, member.offset(), value);
  }

  private static int protocol(byte[] link, byte[] behind) {
    int type = (link[TYPE] & 0xff) << 8 | link[TYPE + 1] & 0xff;
    if (type >= LEAST_TYPE) {
      return type;
    }
    boolean isRaw = behind.length >= 2 && Bytes.load2(behind, 0) == 0xffff;
    return isRaw ? IEEE_802_3 : IEEE_802_2;
  }

  private static int packetType(byte[] link) {
    boolean isZero = true;
    for (int i = 0; i < ADDRESS; i++) {
      isZero &= link[i] == 0;
    }
    if ((link[0] & 1) != 0) {
      return Protocols.PACKET_MULTICAST;
    }
    return isZero ? Protocols.PACKET_HOST : Protocols.PACKET_OTHERHOST;
  }

  /** The socket that the kernel makes has the packet's addresses. */
  private static void addresses(byte[] members, int protocol, byte[] packet) {
    if (protocol == Protocols.ETH_P_IP) {
      put(members, FAMILY, Protocols.AF_INET);
      if (packet.length >= Iphdr.SIZE) {
        put(members, LOCAL_IP4, Bytes.load4(packet, 12));
        put(members, REMOTE_IP4, Bytes.load4(packet, 16));
      }
    } else if (protocol == Protocols.ETH_P_IPV6) {
      put(members, FAMILY, Protocols.AF_INET6);
      if (packet.length >= Ipv6hdr.SIZE) {
        System.arraycopy(packet, 8, members, LOCAL_IP6.offset(), LOCAL_IP6.size());
        System.arraycopy(packet, 24, members, REMOTE_IP6.offset(), REMOTE_IP6.size());
      }
    }
  }
}
