package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.DetachOnceLink;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.netlink.Netlink;
import dev.jbpf.runtime.netlink.NetlinkMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/**
 * A filter of the queueing discipline clsact, which is added where it is missing and left there.
 * The filter stays when the process is killed.
 *
 * <p>Source: {@code include/uapi/linux/pkt_sched.h}, {@code rtnetlink.h}.
 */
final class Clsact {
  private static final int RTM_NEWQDISC = 36;
  private static final int RTM_NEWTFILTER = 44;
  private static final int RTM_DELTFILTER = 45;
  private static final int NLM_F_ECHO = 8;
  private static final int NLM_F_EXCL = 0x200;
  private static final int NLM_F_CREATE = 0x400;

  private static final int TC_H_CLSACT = 0xffff_fff1;
  private static final int CLSACT_HANDLE = 0xffff_0000;
  private static final int TC_H_INGRESS = 0xffff_fff2;
  private static final int TC_H_EGRESS = 0xffff_fff3;

  private static final int TCA_KIND = 1;
  private static final int TCA_OPTIONS = 2;
  private static final int ETH_P_ALL = 3;

  /** Where a {@code struct tcmsg} has them. */
  private static final int MESSAGE_HANDLE = 8;

  private static final int MESSAGE_INFO = 16;

  /** Where in the info the priority begins. */
  private static final int PRIORITY = 16;

  private final Kernel kernel;
  private final int index;
  private final int parent;
  private final TcFilter kind;
  private final OptionalInt priority;
  private final OptionalInt handle;

  Clsact(
      Kernel kernel,
      int index,
      Direction direction,
      TcFilter kind,
      OptionalInt priority,
      OptionalInt handle) {
    this.priority = priority;
    this.handle = handle;
    this.kernel = kernel;
    this.index = index;
    this.kind = kind;
    this.parent =
        switch (direction) {
          case INGRESS -> TC_H_INGRESS;
          case EGRESS -> TC_H_EGRESS;
        };
  }

  Link attach(KernelProgram program, String where) {
    String what = "cannot attach " + program + " to " + where;
    try (Netlink netlink = Netlink.open(kernel)) {
      addDiscipline(netlink, what);
      ByteBuffer filter = addFilter(netlink, program, what);
      int handle = filter.getInt(MESSAGE_HANDLE);
      int info = filter.getInt(MESSAGE_INFO);
      return new DetachOnceLink(() -> remove(handle, info, "cannot detach from " + where));
    }
  }

  private NetlinkMessage message(int handle, int parentOf, int info) {
    return new NetlinkMessage().u32(0).u32(index).u32(handle).u32(parentOf).u32(info);
  }

  private void addDiscipline(Netlink netlink, String what) {
    NetlinkMessage body = message(CLSACT_HANDLE, TC_H_CLSACT, 0).attribute(TCA_KIND, "clsact");
    try {
      netlink.request(RTM_NEWQDISC, NLM_F_CREATE | NLM_F_EXCL, body, what);
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.EEXIST)) {
        throw e;
      }
    }
  }

  /** The kernel chooses handle and priority where none is given, and tells them. */
  private ByteBuffer addFilter(Netlink netlink, KernelProgram program, String what) {
    int fd = program.descriptor().acquire();
    try {
      NetlinkMessage body =
          message(handle.orElse(0), parent, priority.orElse(0) << PRIORITY | allProtocols())
              .attribute(TCA_KIND, kind.kind())
              .nested(TCA_OPTIONS, kind.options(fd, program.info().name()));
      return netlink.request(RTM_NEWTFILTER, NLM_F_CREATE | NLM_F_EXCL | NLM_F_ECHO, body, what);
    } catch (SyscallException e) {
      throw e.errno().equals(Errno.ENOENT) ? unknown(what) : e;
    } finally {
      program.descriptor().release();
    }
  }

  private SyscallException unknown(String what) {
    return new SyscallException(
        what, Errno.ENOENT, "This kernel is built without " + kind.configuration());
  }

  /** The protocol is in network byte order, in the lower half; the priority in the upper. */
  private static int allProtocols() {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? ETH_P_ALL << 8 : ETH_P_ALL;
  }

  /** An interface that is gone has taken its filters with it. */
  private void remove(int handle, int info, String what) {
    NetlinkMessage body = message(handle, parent, info).attribute(TCA_KIND, kind.kind());
    try (Netlink netlink = Netlink.open(kernel)) {
      netlink.request(RTM_DELTFILTER, 0, body, what);
    } catch (SyscallException e) {
      boolean isGone = e.errno().equals(Errno.ENODEV) || e.errno().equals(Errno.ENOENT);
      if (!isGone && !e.errno().equals(Errno.EINVAL)) {
        throw e;
      }
    }
  }
}
