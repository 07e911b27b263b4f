package dev.jbpf.vm.context;

import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
import java.util.Optional;

/** Which context programs of a type get. */
public final class Contexts {
  private Contexts() {}

  /**
   * {@return the context that programs of {@code type} get of {@code bytes}, which are not copied;
   * empty if none is made here}
   *
   * @param bytes the packet where the type has one, from the header on that the kernel shows it:
   *     that of the network for control groups and lightweight tunnels, Ethernet's for the others;
   *     else the record or the registers
   */
  public static Optional<Context> of(ProgramType type, byte[] bytes) {
    return switch (ProgramInput.of(type).context()) {
      case SOCKET_BUFFER, FLOW -> Optional.of(SocketBuffer.of(type, bytes));
      case FRAME -> Optional.of(new Xdp(bytes));
      case RECORD -> Optional.of(new TraceRecord(bytes));
      case OTHER -> Optional.empty();
    };
  }
}
