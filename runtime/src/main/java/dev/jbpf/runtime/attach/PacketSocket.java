package dev.jbpf.runtime.attach;

import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.SyscallException;
import dev.jbpf.runtime.sys.Block;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Errno;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;
import java.nio.ByteOrder;

/**
 * A raw packet socket: sees whole frames, link layer included. Needs CAP_NET_RAW.
 *
 * <p>Source: packet(7), socket(7).
 */
public final class PacketSocket implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_BPF = 50;
  private static final int ETH_P_ALL = 3;

  /** The size of a {@code struct sockaddr_ll}, and where its members are. */
  private static final int ADDRESS_SIZE = 20;

  private static final int FAMILY = 0;
  private static final int PROTOCOL = 2;
  private static final int INTERFACE = 4;

  private final Kernel kernel;
  private final Descriptor descriptor;

  private PacketSocket(Kernel kernel, Descriptor descriptor) {
    this.kernel = kernel;
    this.descriptor = descriptor;
  }

  /**
   * {@return a socket that sees nothing until it is bound}
   *
   * @throws SyscallException if the kernel refuses
   */
  public static PacketSocket open(Kernel kernel) {
    long fd =
        kernel
            .syscalls()
            .call(Syscall.SOCKET, AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
      throw new SyscallException(
          "cannot open a packet socket",
          Errno.of(fd),
          Errno.EPERM.is(fd) ? "It needs CAP_NET_RAW: run it as root (sudo)" : "");
    }
    return new PacketSocket(kernel, new Descriptor(kernel.syscalls(), "packet socket", (int) fd));
  }

  /**
   * Lets {@code program} decide what the socket receives.
   *
   * @throws SyscallException if the kernel refuses
   */
  public void attach(KernelProgram program) {
    Block value = Block.ofSize(kernel.syscalls(), Integer.BYTES);
    int socket = descriptor.acquire();
    try {
      value.bytes().putInt(0, program.descriptor().acquire());
      try {
        check(setOption(socket, SO_ATTACH_BPF, value), "cannot attach " + program);
      } finally {
        program.descriptor().release();
      }
    } finally {
      descriptor.release();
      Reference.reachabilityFence(value);
    }
  }

  private long setOption(int socket, int option, Block value) {
    return kernel
        .syscalls()
        .call(Syscall.SETSOCKOPT, socket, SOL_SOCKET, option, value.address(), Integer.BYTES, 0);
  }

  /**
   * Receives what the interface of that name sends and receives from now on.
   *
   * @throws SyscallException if the kernel refuses
   * @throws IllegalArgumentException if there is no such interface
   */
  public void bind(String networkInterface) {
    Block address = Block.ofSize(kernel.syscalls(), ADDRESS_SIZE + Integer.BYTES);
    address.bytes().putShort(FAMILY, (short) AF_PACKET);
    // The protocol is in network byte order, whatever the machine's is.
    address.bytes().duplicate().order(ByteOrder.BIG_ENDIAN).putShort(PROTOCOL, (short) ETH_P_ALL);
    address.bytes().putInt(INTERFACE, Interfaces.index(networkInterface));
    int socket = descriptor.acquire();
    try {
      long result = kernel.syscalls().call(Syscall.BIND, socket, address.address(), ADDRESS_SIZE);
      check(result, "cannot bind a packet socket to " + networkInterface);
    } finally {
      descriptor.release();
      Reference.reachabilityFence(address);
    }
  }

  private static void check(long result, String what) {
    if (result < 0) {
      throw new SyscallException(what, Errno.of(result));
    }
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
