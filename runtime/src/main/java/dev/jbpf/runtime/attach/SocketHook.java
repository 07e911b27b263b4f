package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import java.nio.channels.NetworkChannel;

/**
 * One of Java's sockets, or those that share its port.
 *
 * @param attach the option that attaches
 * @param detach the option that detaches
 */
record SocketHook(
    ProgramType programType, NetworkChannel socket, SocketOption attach, SocketOption detach)
    implements Hook {
  @Override
  public Link attach(KernelProgram program) {
    attach.set(program.kernel().calls().syscalls(), ChannelDescriptor.of(socket), program);
    return SocketFilters.detaching(socket, detach);
  }

  @Override
  public String toString() {
    return "socket " + socket;
  }
}
