package dev.jbpf.runtime.attach;

import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.DetachOnceLink;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.sys.BpfSyscalls;
import java.nio.channels.NetworkChannel;

/**
 * Classic programs on Java's sockets; {@link Hooks} has the places for others, {@link PacketSocket}
 * the socket that sees whole frames. No capability is needed.
 *
 * <p>Source: {@code Documentation/networking/filter.rst}, socket(7).
 */
public final class SocketFilters {
  private SocketFilters() {}

  /**
   * Lets {@code program} decide what {@code socket} receives: it returns the number of bytes to
   * keep. Of UDP it sees the packet from its header on, of TCP likewise.
   *
   * @return what takes the filter off again, unless the socket was locked
   * @throws SyscallException if the kernel refuses
   */
  public static Link attach(NetworkChannel socket, ClassicProgram program) {
    SocketOption.ATTACH_FILTER.set(BpfSyscalls.system(), ChannelDescriptor.of(socket), program);
    return detaching(socket, SocketOption.DETACH_FILTER);
  }

  /**
   * Lets {@code program} choose among the sockets that share {@code socket}'s port: it returns the
   * number of the one that gets the packet, from 0 in the order in which they were bound, and sees
   * what is behind the header. Since Linux 4.5.
   *
   * @param socket any of them, bound with {@code SO_REUSEPORT}
   * @return what leaves the choice to the kernel again; since Linux 5.3, before that nothing can
   * @throws SyscallException if the kernel refuses
   */
  public static Link attachReuseport(NetworkChannel socket, ClassicProgram program) {
    SocketOption.ATTACH_REUSEPORT_CBPF.set(
        BpfSyscalls.system(), ChannelDescriptor.of(socket), program);
    return detaching(socket, SocketOption.DETACH_REUSEPORT_BPF);
  }

  /**
   * Makes {@code socket} keep its filter for as long as it is open, whoever asks: for processes
   * that give up rights. Since Linux 3.9.
   *
   * @throws SyscallException if the kernel refuses
   */
  public static void lock(NetworkChannel socket) {
    long result =
        SocketOption.LOCK_FILTER.trySet(BpfSyscalls.system(), ChannelDescriptor.of(socket), 1);
    SocketOption.check(result, "cannot lock the filter of a socket");
  }

  /** A closed socket has nothing to be taken off; a locked one lets nothing be taken off. */
  static Link detaching(NetworkChannel socket, SocketOption detach) {
    return new DetachOnceLink(
        () -> {
          if (socket.isOpen()) {
            detach.trySet(BpfSyscalls.system(), ChannelDescriptor.of(socket), 0);
          }
        });
  }
}
