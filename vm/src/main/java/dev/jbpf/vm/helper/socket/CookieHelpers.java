package dev.jbpf.vm.helper.socket;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.Objects;
import dev.jbpf.vm.world.Socket;
import java.util.Arrays;

/**
 * Cookies of TCP against floods of SYN packets. The kernel's come from a key that it chooses at
 * random; these come from the addresses, the ports and the number of the sender alone.
 */
public record CookieHelpers() implements HelperFamily {
  private static final int TCP_HEADER = TcpOptions.HEADER;
  private static final int ACK = 0x10;
  private static final int SYN = 0x02;
  private static final int RST = 0x04;
  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final long LOW = 0xffff_ffffL;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.TCP_GEN_SYNCOOKIE,
        (call, socket, ip, ipSize, tcp, size) -> make(call, socket, ip, (int) ipSize, tcp, size));
    registry.put(
        Helper.TCP_CHECK_SYNCOOKIE,
        (call, socket, ip, ipSize, tcp, size) -> check(call, socket, ip, (int) ipSize, tcp, size));
    registry.put(Helper.TCP_RAW_GEN_SYNCOOKIE_IPV4, raw(IPV4_HEADER));
    registry.put(Helper.TCP_RAW_GEN_SYNCOOKIE_IPV6, raw(IPV6_HEADER));
    registry.put(Helper.TCP_RAW_CHECK_SYNCOOKIE_IPV4, rawCheck(IPV4_HEADER));
    registry.put(Helper.TCP_RAW_CHECK_SYNCOOKIE_IPV6, rawCheck(IPV6_HEADER));
  }

  private static HelperFunction raw(int ipSize) {
    return (call, ip, tcp, size, r4, r5) ->
        (size & LOW) < TCP_HEADER || (size & LOW) != headerLength(call, tcp)
            ? Errno.EINVAL.result()
            : made(call, ip, ipSize, tcp);
  }

  private static long made(HelperCall call, long ip, int ipSize, long tcp) {
    int options = (int) headerLength(call, tcp) - TCP_HEADER;
    long size =
        SegmentSize.kept(call.memory().read(tcp + TCP_HEADER, options), ipSize >= IPV6_HEADER);
    return cookie(call, ip, ipSize, tcp, 0) | size << 32;
  }

  private static HelperFunction rawCheck(int ipSize) {
    return (call, ip, tcp, r3, r4, r5) ->
        isRight(call, ip, ipSize, tcp) ? 0 : Errno.EACCES.result();
  }

  private static long headerLength(HelperCall call, long tcp) {
    return (call.memory().load(tcp + 12, 1) >> 4) * 4;
  }

  private static long number(HelperCall call, long at) {
    return Integer.reverseBytes((int) call.memory().load(at, 4)) & LOW;
  }

  /** Of the sender's first number: that of the packet that opens, one less of the one after. */
  private static long cookie(HelperCall call, long ip, int ipSize, long tcp, int after) {
    byte[] addresses =
        ipSize >= IPV6_HEADER ? call.memory().read(ip + 8, 32) : call.memory().read(ip + 12, 8);
    long ports = call.memory().load(tcp, 4);
    long sequence = number(call, tcp + 4) - after;
    return (Arrays.hashCode(addresses) * 31L + ports * 0x9e37_79b9L + sequence) & LOW;
  }

  private static boolean isRight(HelperCall call, long ip, int ipSize, long tcp) {
    return (number(call, tcp + 8) - 1 & LOW) == cookie(call, ip, ipSize, tcp, 1);
  }

  private static long listening(HelperCall call, long at) {
    return Objects.at(call, at, Socket.class).isListening() ? 0 : Errno.EINVAL.result();
  }

  private static long make(HelperCall call, long socket, long ip, int ipSize, long tcp, long size) {
    boolean isWhole = size >= TCP_HEADER && size == headerLength(call, tcp);
    long flags = isWhole ? call.memory().load(tcp + 13, 1) : 0;
    boolean opens = (flags & SYN) != 0 && (flags & (ACK | RST)) == 0;
    if (!opens || listening(call, socket) != 0) {
      return Errno.EINVAL.result();
    }
    long header = header(call, ip, ipSize);
    return header > 0 ? made(call, ip, (int) header, tcp) : header;
  }

  private static long check(
      HelperCall call, long socket, long ip, int ipSize, long tcp, long size) {
    if (size < TCP_HEADER || listening(call, socket) != 0) {
      return Errno.EINVAL.result();
    }
    long flags = call.memory().load(tcp + 13, 1);
    if ((flags & ACK) == 0 || (flags & (SYN | RST)) != 0) {
      return Errno.ENOENT.result();
    }
    long header = header(call, ip, ipSize);
    if (header < 0) {
      return header;
    }
    return isRight(call, ip, (int) header, tcp) ? 0 : Errno.ENOENT.result();
  }

  /** How long the header of IP is, by its version, or the error if it is not all there. */
  private static long header(HelperCall call, long ip, int size) {
    if (size < IPV4_HEADER) {
      return Errno.EINVAL.result();
    }
    long version = call.memory().load(ip, 1) >> 4;
    if (version != 4 && version != 6) {
      return Errno.EPROTONOSUPPORT.result();
    }
    int length = version == 4 ? IPV4_HEADER : IPV6_HEADER;
    return size < length ? Errno.EINVAL.result() : length;
  }
}
