package dev.jbpf.cli.net;

import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.attach.XdpMode;
import dev.jbpf.runtime.netlink.XdpSetting;
import java.util.Arrays;
import java.util.Optional;

/** An XDP program of an interface that comes or goes. */
record XdpChange(Finder finder, Mode mode, String device, int index) implements InterfaceChange {

  /** How a program runs, by bpftool's names. */
  enum Mode {
    XDP(XdpMode.BEST),
    XDPGENERIC(XdpMode.GENERIC),
    XDPDRV(XdpMode.NATIVE),
    XDPOFFLOAD(XdpMode.OFFLOADED);

    private final XdpMode mode;

    Mode(XdpMode mode) {
      this.mode = mode;
    }

    int flags() {
      return mode.flags();
    }

    /** {@return the one of that name; empty if there is none} */
    static Optional<Mode> parse(String word) {
      return Arrays.stream(values()).filter(mode -> mode.name().equalsIgnoreCase(word)).findFirst();
    }
  }

  @Override
  public int attach(long id, boolean overwrites) {
    int flags = mode.flags() | (overwrites ? 0 : XdpSetting.UPDATE_IF_NOEXIST);
    try (KernelProgram program = finder.inspector().kernel().openProgram(id)) {
      int fd = program.descriptor().acquire();
      try {
        String what = "cannot attach " + program + " to XDP on " + device;
        XdpSetting.set(finder.inspector().kernel(), index, fd, flags, what);
      } finally {
        program.descriptor().release();
      }
      return ExitCode.OK;
    }
  }

  @Override
  public int detach() {
    XdpSetting.remove(finder.inspector().kernel(), index, mode.flags(), "XDP on " + device);
    return ExitCode.OK;
  }
}
