package dev.jbpf.runtime.netlink;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Rights;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A socket to the kernel's network configuration, for one request after another.
 *
 * <p>Source: netlink(7), rtnetlink(7).
 */
public final class Netlink implements AutoCloseable {
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int NETLINK_ROUTE = 0;

  private static final int NLMSG_ERROR = 2;
  private static final int NLM_F_REQUEST = 1;
  private static final int NLMSG_DONE = 3;
  private static final int NLM_F_ACK = 4;
  private static final int NLM_F_DUMP = 0x300;
  private static final int HEADER_SIZE = 16;

  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_CAP_ACK = 10;
  private static final int NETLINK_EXT_ACK = 11;
  private static final int NLMSGERR_ATTR_MSG = 1;
  private static final int TYPE_MASK = 0x3fff;

  private static final int BUFFER_SIZE = 16_384;

  private final BpfSyscalls syscalls;
  private final Descriptor descriptor;
  private final NativeMemory block;

  private Netlink(BpfSyscalls syscalls, Descriptor descriptor) {
    this.syscalls = syscalls;
    this.descriptor = descriptor;
    this.block = NativeMemory.ofSize(syscalls, BUFFER_SIZE);
  }

  /**
   * {@return a socket to the network of the calling thread}
   *
   * @throws SyscallException if the kernel refuses
   */
  public static Netlink open(Kernel kernel) {
    long fd =
        kernel
            .calls()
            .syscalls()
            .call(Syscall.SOCKET, AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (fd < 0) {
      throw new SyscallException("cannot open a netlink socket", Errno.ofResult(fd));
    }
    Netlink netlink =
        new Netlink(
            kernel.calls().syscalls(),
            new Descriptor(kernel.calls().syscalls(), "netlink socket", (int) fd));
    netlink.askForWords(fd);
    return netlink;
  }

  /** Where the kernel cannot give them (before Linux 4.12), it is an error without words. */
  private void askForWords(long fd) {
    block.bytes().putInt(0, 1);
    syscalls.call(
        Syscall.SETSOCKOPT, fd, SOL_NETLINK, NETLINK_EXT_ACK, block.address(), Integer.BYTES, 0);
    syscalls.call(
        Syscall.SETSOCKOPT, fd, SOL_NETLINK, NETLINK_CAP_ACK, block.address(), Integer.BYTES, 0);
  }

  /**
   * Sends a request and waits until the kernel has done it.
   *
   * @param type {@code RTM_…}
   * @param flags {@code NLM_F_…}; that it is a request to be acknowledged goes without saying
   * @param what is tried, for the message
   * @return what the kernel answered before its acknowledgement, without the header; empty if
   *     nothing
   * @throws SyscallException if the kernel refuses
   */
  public ByteBuffer request(int type, int flags, NetlinkMessage body, String what) {
    List<ByteBuffer> answers = exchange(type, flags, body, what);
    return answers.isEmpty() ? ByteBuffer.allocate(0) : answers.get(answers.size() - 1);
  }

  private List<ByteBuffer> exchange(int type, int flags, NetlinkMessage body, String what) {
    ByteBuffer bytes = block.bytes();
    bytes.putInt(0, HEADER_SIZE + body.size());
    bytes.putShort(4, (short) type);
    bytes.putShort(6, (short) (flags | NLM_F_REQUEST | NLM_F_ACK));
    bytes.putInt(8, 1).putInt(12, 0);
    bytes.put(HEADER_SIZE, body.bytes());
    int fd = descriptor.acquire();
    try {
      check(
          syscalls.call(Syscall.SENDTO, fd, block.address(), HEADER_SIZE + body.size(), 0, 0, 0),
          what);
      return answers(fd, what);
    } finally {
      descriptor.release();
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Sends a request for a list.
   *
   * @param type {@code RTM_GET…}
   * @param what is tried, for the message
   * @return an answer for each row, without the headers
   * @throws SyscallException if the kernel refuses
   */
  public List<ByteBuffer> list(int type, NetlinkMessage body, String what) {
    return exchange(type, NLM_F_DUMP, body, what);
  }

  /** The acknowledgement is an error message, of error 0 if all is well; a list has an end. */
  private List<ByteBuffer> answers(int fd, String what) {
    List<ByteBuffer> answers = new ArrayList<>();
    while (true) {
      long received =
          check(syscalls.call(Syscall.RECVFROM, fd, block.address(), BUFFER_SIZE, 0, 0, 0), what);
      for (int at = 0; at + HEADER_SIZE <= received; ) {
        int length = block.bytes().getInt(at);
        if (length < HEADER_SIZE || length > received - at) {
          throw new SyscallException(what, Errno.EINVAL, "The kernel's answer makes no sense");
        }
        int kind = block.bytes().getShort(at + 4);
        if (kind == NLMSG_ERROR || kind == NLMSG_DONE) {
          check(block.bytes().getInt(at + HEADER_SIZE), what, words(at, length));
          return answers;
        }
        answers.add(
            ByteBuffer.wrap(block.copy(at + HEADER_SIZE, length - HEADER_SIZE))
                .order(block.bytes().order()));
        at += (length + 3) & -4;
      }
    }
  }

  /** What the kernel says about an error: an attribute behind the header of what was asked. */
  private String words(int message, int length) {
    int end = message + length;
    for (int at = message + HEADER_SIZE + Integer.BYTES + HEADER_SIZE; at + 4 <= end; ) {
      int size = block.bytes().getShort(at) & 0xffff;
      if ((block.bytes().getShort(at + 2) & TYPE_MASK) == NLMSGERR_ATTR_MSG) {
        return "The kernel says: " + block.text(at + 4, size - 4);
      }
      at += Math.max(4, (size + 3) & -4);
    }
    return "";
  }

  private static long check(long result, String what) {
    return check(result, what, "");
  }

  private static long check(long result, String what, String words) {
    if (result < 0) {
      Errno errno = Errno.ofResult(result);
      String advice =
          errno.equals(Errno.EPERM)
              ? Rights.now().explain(List.of(Capability.CAP_NET_ADMIN)).toString()
              : words;
      throw new SyscallException(what, errno, advice);
    }
    return result;
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
