package dev.jbpf.runtime.attach;

import dev.jbpf.diag.Suggestions;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The network interfaces of the calling thread's network namespace. */
final class Interfaces {
  private Interfaces() {}

  /**
   * {@return the number of the interface of that name}
   *
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  static int index(String name) {
    try {
      NetworkInterface found = NetworkInterface.getByName(name);
      if (found != null) {
        return found.getIndex();
      }
      throw unknown(
          name, NetworkInterface.networkInterfaces().map(NetworkInterface::getName).toList());
    } catch (SocketException e) {
      throw new IllegalStateException("cannot list the network interfaces", e);
    }
  }

  private static IllegalArgumentException unknown(String name, List<String> known) {
    String hint =
        Suggestions.nearest(name, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("there are " + String.join(", ", known));
    return new IllegalArgumentException("no network interface " + name + "; " + hint);
  }
}
