package dev.jbpf.examples.support;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A raw ICMP socket: sends echo requests over IPv4. Java has none of its own.
 *
 * <p>Source: RFC 792, raw(7).
 */
public final class EchoSocket implements AutoCloseable {
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;

  private static final byte ECHO_REQUEST = 8;
  private static final byte ECHO_REPLY = 0;

  /** The header and 56 bytes, as ping(8) sends by default. */
  private static final int MESSAGE_SIZE = 64;

  private static final int CHECKSUM = 2;
  private static final int IDENTIFIER = 4;
  private static final int SEQUENCE = 6;

  private static final int ADDRESS_SIZE = 16;
  private static final int ADDRESS_IP = 4;
  private static final int PACKET_SIZE = 2048;
  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(1);

  private final BpfSyscalls syscalls;
  private final Descriptor descriptor;
  private final NativeMemory packet;
  private final NativeMemory address;
  private final short identifier = (short) ThreadLocalRandom.current().nextInt();
  private short sequence;

  private EchoSocket(BpfSyscalls syscalls, Descriptor descriptor) {
    this.syscalls = syscalls;
    this.descriptor = descriptor;
    this.packet = NativeMemory.ofSize(syscalls, PACKET_SIZE);
    this.address = NativeMemory.ofSize(syscalls, ADDRESS_SIZE);
  }

  /**
   * {@return a socket; needs CAP_NET_RAW}
   *
   * @throws SyscallException if the kernel refuses
   */
  public static EchoSocket open(Kernel kernel) {
    long fd =
        kernel
            .calls()
            .syscalls()
            .call(
                Syscall.SOCKET, Protocols.AF_INET, SOCK_RAW | SOCK_CLOEXEC, Protocols.IPPROTO_ICMP);
    if (fd < 0) {
      throw new SyscallException("cannot open a raw ICMP socket", Errno.ofResult(fd));
    }
    return new EchoSocket(
        kernel.calls().syscalls(),
        new Descriptor(kernel.calls().syscalls(), "ICMP socket", (int) fd));
  }

  /**
   * Sends one request to an IPv4 address and waits for its reply.
   *
   * @return whether it came within a second
   * @throws SyscallException if the kernel refuses
   */
  public boolean ping(InetAddress target) throws InterruptedException {
    sequence++;
    int fd = descriptor.acquire();
    try {
      send(fd, target);
      long start = System.nanoTime();
      while (System.nanoTime() - start < TIMEOUT) {
        if (isReply(
            syscalls.call(
                Syscall.RECVFROM, fd, packet.address(), PACKET_SIZE, MSG_DONTWAIT, 0, 0))) {
          return true;
        }
      }
      return false;
    } finally {
      descriptor.release();
      Reference.reachabilityFence(this);
    }
  }

  private void send(int fd, InetAddress target) {
    ByteBuffer message = packet.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
    message.put(0, ECHO_REQUEST).put(1, (byte) 0).putShort(CHECKSUM, (short) 0);
    message.putShort(IDENTIFIER, identifier).putShort(SEQUENCE, sequence);
    message.putShort(CHECKSUM, checksum(message));
    address.bytes().putShort(0, (short) Protocols.AF_INET).put(ADDRESS_IP, target.getAddress());
    long sent =
        syscalls.call(
            Syscall.SENDTO, fd, packet.address(), MESSAGE_SIZE, 0, address.address(), ADDRESS_SIZE);
    if (sent < 0) {
      throw new SyscallException("cannot send an echo request to " + target, Errno.ofResult(sent));
    }
  }

  /** The ones' complement of the ones' complement sum of the message's 16-bit words. */
  private static short checksum(ByteBuffer message) {
    int sum = 0;
    for (int i = 0; i < MESSAGE_SIZE; i += Short.BYTES) {
      sum += message.getShort(i) & 0xffff;
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    return (short) ~(sum + (sum >>> 16));
  }

  /** On loopback the request itself arrives too, and other people's messages do. */
  private boolean isReply(long received) throws InterruptedException {
    if (received < 0) {
      Thread.sleep(1);
      return false;
    }
    ByteBuffer bytes = packet.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
    int start = (bytes.get(0) & 0xf) * Integer.BYTES;
    return received >= start + MESSAGE_SIZE
        && bytes.get(start) == ECHO_REPLY
        && bytes.getShort(start + IDENTIFIER) == identifier
        && bytes.getShort(start + SEQUENCE) == sequence;
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
