package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.host.Capability;
import java.util.List;

/** A packet socket of the program's own. */
record PacketSocketHook(String networkInterface) implements Hook {
  @Override
  public ProgramType programType() {
    return ProgramType.SOCKET_FILTER;
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(Capability.CAP_BPF, Capability.CAP_NET_RAW);
  }

  /** Bound only when the program is in place: it sees every packet that the socket does. */
  @Override
  public Link attach(KernelProgram program) {
    PacketSocket socket = PacketSocket.open(program.kernel());
    try {
      socket.attach(program);
      socket.bind(networkInterface);
      return socket::close;
    } catch (RuntimeException | Error e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public String toString() {
    return "a packet socket on " + networkInterface;
  }
}
