package dev.jbpf.cli.net;

import dev.jbpf.cli.console.NotThereException;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.netlink.Interfaces;

/** A program of an interface that comes or goes without a link, by bpftool's words. */
sealed interface InterfaceChange permits XdpChange, TcxChange {

  /** {@return the exit code} Attaches a program, also in place of another if it overwrites. */
  int attach(long program, boolean overwrites);

  /** {@return the exit code} Takes a program away. */
  int detach();

  /** {@return one at {@code place} of the interface that {@code words} go on with: dev NAME} */
  static InterfaceChange on(Finder finder, String place, CommandWords words) {
    if (!words.take("dev")) {
      throw new UsageException("say the interface: dev NAME");
    }
    String device = words.next("network interface");
    int index = index(device);
    return switch (place) {
      case "tcx_ingress" -> new TcxChange(finder, AttachType.TCX_INGRESS, device, index);
      case "tcx_egress" -> new TcxChange(finder, AttachType.TCX_EGRESS, device, index);
      default ->
          XdpChange.Mode.parse(place)
              .map(mode -> new XdpChange(finder, mode, device, index))
              .orElseThrow(() -> new UsageException(unknown(place)));
    };
  }

  private static int index(String device) {
    try {
      return Interfaces.index(device);
    } catch (IllegalArgumentException e) {
      throw new NotThereException(e.getMessage());
    }
  }

  private static String unknown(String place) {
    return "nothing is attached to '"
        + place
        + "' so: xdp, xdpgeneric, xdpdrv, xdpoffload, tcx_ingress or tcx_egress";
  }
}
