package dev.jbpf.cli.dap;

/** Addresses as the protocol writes them. */
final class Addresses {
  private Addresses() {}

  /** {@return the address that {@code text} is, decimal or hexadecimal behind {@code 0x}} */
  static long parse(String text) {
    try {
      return text.startsWith("0x")
          ? Long.parseUnsignedLong(text.substring(2), 16)
          : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw DapError.of("'" + text + "' is no address");
    }
  }

  static String text(long address) {
    return "0x" + Long.toHexString(address);
  }
}
