package dev.jbpf.runtime.attach;

import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.netlink.Interfaces;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Rights;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

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
            .calls()
            .syscalls()
            .call(Syscall.SOCKET, AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
      throw new SyscallException(
          "cannot open a packet socket",
          Errno.ofResult(fd),
          Errno.EPERM.is(fd)
              ? Rights.now().explain(List.of(Capability.CAP_NET_RAW)).toString()
              : "");
    }
    return new PacketSocket(
        kernel, new Descriptor(kernel.calls().syscalls(), "packet socket", (int) fd));
  }

  /**
   * Lets {@code program} decide what the socket receives: it returns the number of bytes to keep.
   *
   * @throws SyscallException if the kernel refuses
   */
  public void attach(KernelProgram program) {
    with(socket -> SocketOption.ATTACH_BPF.set(kernel.calls().syscalls(), socket, program));
  }

  /**
   * Lets {@code program} decide what the socket receives: it returns the number of bytes to keep.
   *
   * @throws SyscallException if the kernel refuses
   */
  public void attach(ClassicProgram program) {
    with(socket -> SocketOption.ATTACH_FILTER.set(kernel.calls().syscalls(), socket, program));
  }

  /**
   * Takes the program off again, of either kind.
   *
   * @throws SyscallException if the kernel refuses: there is none, or it is locked
   */
  public void detach() {
    set(SocketOption.DETACH_FILTER, "cannot detach a program from a socket");
  }

  /**
   * Makes the socket keep its program for as long as it is open. Since Linux 3.9.
   *
   * @throws SyscallException if the kernel refuses
   */
  public void lock() {
    set(SocketOption.LOCK_FILTER, "cannot lock the filter of a socket");
  }

  private void set(SocketOption option, String what) {
    with(socket -> SocketOption.check(option.trySet(kernel.calls().syscalls(), socket, 1), what));
  }

  private void with(IntConsumer action) {
    int socket = descriptor.acquire();
    try {
      action.accept(socket);
    } finally {
      descriptor.release();
    }
  }

  /**
   * Receives what the interface of that name sends and receives from now on.
   *
   * @throws SyscallException if the kernel refuses
   * @throws IllegalArgumentException if there is no such interface
   */
  public void bind(String networkInterface) {
    NativeMemory address =
        NativeMemory.ofSize(kernel.calls().syscalls(), ADDRESS_SIZE + Integer.BYTES);
    address.bytes().putShort(FAMILY, (short) AF_PACKET);
    // The protocol is in network byte order, whatever the machine's is.
    address.bytes().duplicate().order(ByteOrder.BIG_ENDIAN).putShort(PROTOCOL, (short) ETH_P_ALL);
    address.bytes().putInt(INTERFACE, Interfaces.index(networkInterface));
    with(
        socket -> {
          long result =
              kernel.calls().syscalls().call(Syscall.BIND, socket, address.address(), ADDRESS_SIZE);
          SocketOption.check(result, "cannot bind a packet socket to " + networkInterface);
          Reference.reachabilityFence(address);
        });
  }

  /**
   * {@return a frame that the socket has received, or none if none waits} Of a frame that is longer
   * than {@code limit} bytes only the first are kept, and of what the program cut only the rest.
   *
   * @param limit the most bytes
   */
  public Optional<byte[]> receive(int limit) {
    NativeMemory frame = kernel.calls().scratch().data(limit);
    int socket = descriptor.acquire();
    try {
      long received =
          kernel.calls().syscalls().call(Syscall.RECVFROM, socket, frame.address(), limit, 0, 0, 0);
      if (Errno.EAGAIN.is(received)) {
        return Optional.empty();
      }
      SocketOption.check(received, "cannot receive from a packet socket");
      return Optional.of(frame.copy(0, (int) received));
    } finally {
      descriptor.release();
      kernel.calls().scratch().fence();
    }
  }

  /** {@return the socket's descriptor, for other parts of this library} */
  @SuppressWarnings("exports")
  public Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
