package dev.jbpf.cli.debug;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.debug.Comparison;
import dev.jbpf.vm.debug.Debugger;
import dev.jbpf.vm.packet.Hexdump;
import java.util.Optional;

/** Registers and memory as people ask for them. */
final class Values {
  private static final int LONGEST = 4_096;
  private static final int USUAL = 16;

  private final Debugger debugger;

  Values(Debugger debugger) {
    this.debugger = debugger;
  }

  /** A number in memory. */
  record Cell(long address, int size) {}

  /** {@return all registers, a line each} */
  String registers() {
    StringBuilder text = new StringBuilder();
    for (Reg register : Reg.values()) {
      text.append(String.format("%-4s %s%n", register.name64(), number(register(register))));
    }
    return text.toString().stripTrailing();
  }

  private long register(Reg register) {
    return debugger.run().register(register);
  }

  private static String number(long value) {
    return String.format("0x%x\t%d", value, value);
  }

  String print(String what) {
    Optional<Reg> register = Comparison.register(what);
    if (register.isPresent()) {
      return what + " = " + number(register(register.get()));
    }
    Cell cell = cell(what);
    return what + " = " + number(debugger.run().memory().load(cell.address(), cell.size()));
  }

  /** {@return what {@code *ADDRESS} or {@code *ADDRESS:SIZE} names} */
  Cell cell(String what) {
    if (!what.startsWith("*")) {
      throw new IllegalArgumentException(
          "'" + what + "' is no register, and no memory such as *r10-8:4");
    }
    String[] parts = what.substring(1).split(":", 2);
    int size = parts.length > 1 ? (int) Comparison.number(parts[1]) : Long.BYTES;
    if (size < 1 || size > Long.BYTES || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("a size of " + size + ": give 1, 2, 4 or 8");
    }
    return new Cell(address(parts[0]), size);
  }

  /** {@return REGISTER, REGISTER+N, REGISTER-N, or a number} */
  private long address(String text) {
    String plain = text.replace(" ", "");
    int sign = Math.max(plain.indexOf('+'), plain.indexOf('-'));
    Optional<Reg> register = Comparison.register(sign > 0 ? plain.substring(0, sign) : plain);
    if (register.isEmpty()) {
      return Comparison.number(plain);
    }
    long base = register(register.get());
    return sign > 0 ? base + Comparison.number(plain.substring(sign).replace("+", "")) : base;
  }

  String bytes(String count, String place) {
    String digits = count.replaceAll("[a-z]", "");
    int size = digits.isEmpty() ? USUAL : (int) Math.min(Comparison.number(digits), LONGEST);
    byte[] bytes = debugger.run().memory().read(address(place), size);
    return Hexdump.of(bytes).stripTrailing();
  }
}
