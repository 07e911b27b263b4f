package dev.jbpf.vm.debug;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.fault.VmFault;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value of a run as people name it: {@code r1}, {@code 0x10}, {@code *r10-8:4}. */
public sealed interface Operand {

  /** A register of the present function. */
  record Register(Reg register) implements Operand {
    @Override
    public long value(Stepper run) {
      return run.register(register);
    }
  }

  /** A number. */
  record Number(long value) implements Operand {
    @Override
    public long value(Stepper run) {
      return value;
    }
  }

  /**
   * A number in memory, little-endian.
   *
   * @param base the register that the address is counted from, if it is
   * @param offset from there; the address itself, if there is no base
   * @param size in bytes: 1, 2, 4 or 8
   */
  record Memory(Optional<Reg> base, long offset, int size) implements Operand {
    private static final Pattern FORM =
        Pattern.compile("\\*\\s*(?:([$%]?[rR]\\d+)\\s*)?([+-]?\\s*\\w+)?(?:\\s*:\\s*(\\w+))?");

    /** Checks the size. */
    public Memory {
      if (size < 1 || size > Long.BYTES || Integer.bitCount(size) != 1) {
        throw new IllegalArgumentException("a size of " + size + ": give 1, 2, 4 or 8");
      }
    }

    private static Memory parse(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches() || form.group(1) == null && form.group(2) == null) {
        throw new IllegalArgumentException("'" + text + "' is no memory such as *r10-8:4");
      }
      Optional<Reg> base = Optional.ofNullable(form.group(1)).map(Memory::register);
      String offset = form.group(2) == null ? "0" : form.group(2).replaceAll("[\\s+]", "");
      String size = form.group(3) == null ? "8" : form.group(3);
      return new Memory(base, number(offset), (int) number(size));
    }

    private static Reg register(String name) {
      return Operand.register(name)
          .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no register"));
    }

    /** {@return where it is at present} */
    public long address(Stepper run) {
      return base.map(run::register).orElse(0L) + offset;
    }

    /**
     * {@return the present value}
     *
     * @throws VmFault if there is no such memory
     */
    @Override
    public long value(Stepper run) {
      return run.memory().load(address(run), size);
    }
  }

  /** {@return the present value} */
  long value(Stepper run);

  /**
   * {@return what {@code text} names}
   *
   * @throws IllegalArgumentException if it is no register, number or {@code *ADDRESS[:SIZE]}, where
   *     an address is a number, a register, or a register and a distance
   */
  static Operand parse(String text) {
    String plain = text.strip();
    if (plain.startsWith("*")) {
      return Memory.parse(plain);
    }
    Optional<Operand> register = register(plain).map(Register::new);
    return register.orElseGet(() -> new Number(number(plain)));
  }

  /** {@return the register that {@code text} names, r0 to r10, if it is one} */
  static Optional<Reg> register(String text) {
    String name = text.toLowerCase(Locale.ROOT).replaceFirst("^[$%]", "");
    for (Reg register : Reg.values()) {
      if (register.name64().equals(name)) {
        return Optional.of(register);
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the number, decimal or hexadecimal behind {@code 0x}}
   *
   * @throws IllegalArgumentException if it is none, or has more than 64 bits
   */
  static long number(String text) {
    boolean isNegative = text.startsWith("-");
    String digits = isNegative ? text.substring(1) : text;
    try {
      long value =
          digits.startsWith("0x")
              ? Long.parseUnsignedLong(digits.substring(2), 16)
              : Long.parseUnsignedLong(digits);
      return isNegative ? -value : value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no number");
    }
  }
}
