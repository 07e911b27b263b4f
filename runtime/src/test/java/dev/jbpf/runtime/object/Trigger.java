package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.sys.LibraryCalls;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** Does what the programs of the tests wait for. */
final class Trigger {
  /** {@code MAGIC} in bpf.h: a descriptor that nobody has. */
  private static final int MAGIC = 0x7bf0_0001;

  private Trigger() {}

  /** Closes nothing, by the C library. */
  static void closeMagic(int times) {
    for (int i = 0; i < times; i++) {
      long result = LibraryCalls.close(MAGIC);
      assertThat(Errno.EBADF.is(result)).isTrue();
    }
  }

  /** Sends datagrams of 8 bytes, 50 with all headers, over lo. */
  static void sendDatagrams(int count) throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (DatagramSocket receiver = new DatagramSocket(0, loopback);
        DatagramSocket sender = new DatagramSocket()) {
      for (int i = 0; i < count; i++) {
        sender.send(new DatagramPacket(new byte[8], 8, loopback, receiver.getLocalPort()));
        receiver.receive(new DatagramPacket(new byte[8], 8));
      }
    }
  }
}
