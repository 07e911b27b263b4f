package dev.jbpf.runtime.attach;

import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.DetachOnceLink;
import dev.jbpf.runtime.netlink.XdpSetting;

/**
 * XDP by netlink, for kernels before 5.9: the program stays when the process is killed, until
 * somebody else removes it ({@code ip link set dev NAME xdp off}).
 */
final class NetlinkXdp {
  private final Kernel kernel;
  private final int index;
  private final XdpMode mode;

  NetlinkXdp(Kernel kernel, int index, XdpMode mode) {
    this.kernel = kernel;
    this.index = index;
    this.mode = mode;
  }

  Link attach(KernelProgram program, String where) {
    int fd = program.descriptor().acquire();
    try {
      XdpSetting.set(
          kernel,
          index,
          fd,
          mode.flags() | XdpSetting.UPDATE_IF_NOEXIST,
          "cannot attach " + program + " to " + where);
    } finally {
      program.descriptor().release();
    }
    return new DetachOnceLink(() -> XdpSetting.remove(kernel, index, mode.flags(), where));
  }
}
