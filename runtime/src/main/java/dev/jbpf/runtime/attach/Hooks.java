package dev.jbpf.runtime.attach;

import dev.jbpf.runtime.Hook;

/** The places where a program can be attached, for static import. */
public final class Hooks {
  private Hooks() {}

  /**
   * {@return a packet socket that sees what an interface sends and receives; closing the link
   * closes it} The program is a socket filter; as nobody reads the socket, it should return 0.
   *
   * @param networkInterface its name: {@code lo}
   */
  public static Hook packetSocket(String networkInterface) {
    return new PacketSocketHook(networkInterface);
  }
}
