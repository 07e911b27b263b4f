package dev.jbpf.examples.methods;

import dev.jbpf.examples.values.redirect.RedirectProgram;
import dev.jbpf.examples.values.redirect.RedirectProgram.Endpoint;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.SockAddrContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;
import dev.jbpf.methods.packet.Addresses;

/** Puts other endpoints in the place of those that processes of a group connect to. */
public final class RedirectMethod {
  static final Table<Endpoint, Endpoint> INSTEAD = Table.of(RedirectProgram.INSTEAD);

  private static final int ALLOW = 1;

  private RedirectMethod() {}

  @BpfProgram("cgroup/connect4")
  static int redirect(SockAddrContext context) {
    Endpoint asked = new Endpoint(Addresses.ipv4(context.address()), context.port(), 0);
    Cell<Endpoint> found = INSTEAD.find(asked);
    if (found != null) {
      Endpoint instead = found.get();
      context.setAddress(Addresses.number(instead.address()));
      context.setPort(instead.port());
    }
    return ALLOW;
  }
}
