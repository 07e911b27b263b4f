package dev.jbpf.cli.debug;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.debug.Debugger;
import dev.jbpf.vm.debug.Operand;
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
    return what + " = " + number(place(what).value(debugger.run()));
  }

  /** {@return the register or memory that {@code what} names} */
  Operand place(String what) {
    Optional<Reg> register = Operand.register(what);
    if (register.isPresent()) {
      return new Operand.Register(register.get());
    }
    if (!what.startsWith("*")) {
      throw new IllegalArgumentException(
          "'" + what + "' is no register, and no memory such as *r10-8:4");
    }
    return Operand.parse(what);
  }

  /** Changes what {@code place} names. */
  static void set(Stepper run, Operand place, long value) {
    if (place instanceof Operand.Register register) {
      run.setRegister(register.register(), value);
    } else if (place instanceof Operand.Memory memory) {
      run.memory().store(memory.address(run), memory.size(), value);
    }
  }

  /** {@return REGISTER, REGISTER+N, REGISTER-N, or a number} */
  private long address(String text) {
    return ((Operand.Memory) Operand.parse("*" + text)).address(debugger.run());
  }

  String bytes(String count, String place) {
    String digits = count.replaceAll("[a-z]", "");
    int size = digits.isEmpty() ? USUAL : (int) Math.min(Operand.number(digits), LONGEST);
    byte[] bytes = debugger.run().memory().read(address(place), size);
    return Hexdump.of(bytes).stripTrailing();
  }
}
