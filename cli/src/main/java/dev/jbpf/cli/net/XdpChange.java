package dev.jbpf.cli.net;

import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.NotThereException;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.attach.XdpMode;
import dev.jbpf.runtime.netlink.Interfaces;
import dev.jbpf.runtime.netlink.XdpSetting;
import java.util.Arrays;

/** An XDP program of an interface that comes or goes. */
record XdpChange(Finder finder, Mode mode, String device, int index) {

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

    static Mode parse(String word) {
      return Arrays.stream(values())
          .filter(mode -> mode.name().equalsIgnoreCase(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new UsageException(
                      "'" + word + "' is no mode of XDP: xdp, xdpgeneric, xdpdrv or xdpoffload"));
    }
  }

  /** {@return one for the interface that {@code words} go on with: {@code dev NAME}} */
  static XdpChange on(Finder finder, Mode mode, CommandWords words) {
    if (!words.take("dev")) {
      throw new UsageException("say the interface: dev NAME");
    }
    String device = words.next("network interface");
    try {
      return new XdpChange(finder, mode, device, Interfaces.index(device));
    } catch (IllegalArgumentException e) {
      throw new NotThereException(e.getMessage());
    }
  }

  int attach(long id, boolean overwrites) {
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

  int detach() {
    XdpSetting.remove(finder.inspector().kernel(), index, mode.flags(), "XDP on " + device);
    return ExitCode.OK;
  }
}
