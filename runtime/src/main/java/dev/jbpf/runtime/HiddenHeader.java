package dev.jbpf.runtime;

import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
import java.util.Arrays;

/**
 * The Ethernet header that a test run wants in front of each packet, and takes away before programs
 * of most types see it.
 */
final class HiddenHeader {
  private HiddenHeader() {}

  /** {@return what to run a program of {@code type} on that shall see {@code packet}} */
  static byte[] before(ProgramType type, byte[] packet) {
    byte[] header = ProgramInput.of(type).hiddenHeader(packet);
    byte[] all = Arrays.copyOf(header, header.length + packet.length);
    System.arraycopy(packet, 0, all, header.length, packet.length);
    return all;
  }

  /** {@return what programs of {@code type} see of {@code data}} */
  static byte[] behind(ProgramType type, byte[] data) {
    int hidden = ProgramInput.of(type).hidden();
    return Arrays.copyOfRange(data, Math.min(hidden, data.length), data.length);
  }
}
