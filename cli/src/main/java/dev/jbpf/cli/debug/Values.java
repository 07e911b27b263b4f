package dev.jbpf.cli.debug;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.debug.Debugger;
import dev.jbpf.vm.debug.NamedValue;
import java.util.Optional;

/** Registers and memory as people ask for them. */
final class Values {
  private final Debugger debugger;
  private final Named named;

  Values(Debugger debugger, Named named) {
    this.debugger = debugger;
    this.named = named;
  }

  /** {@return the registers of the function that is {@code outwards} calls away, a line each} */
  String registers(int outwards) {
    StringBuilder text = new StringBuilder();
    for (Reg register : Reg.values()) {
      String number = number(register(register, outwards));
      text.append(String.format("%-4s %s%n", register.name64(), number));
    }
    return text.toString().stripTrailing();
  }

  /** The present function's are there when the program has ended, too. */
  private long register(Reg register, int outwards) {
    return outwards == 0
        ? debugger.run().register(register)
        : debugger.run().frames().get(outwards).registers().get(register.number());
  }

  private static String number(long value) {
    return String.format("0x%x\t%d", value, value);
  }

  /**
   * {@return a value, of the function that is {@code outwards} calls away}
   *
   * @param format as gdb has it: x, d, u, t or c; empty for hexadecimal and decimal
   */
  String print(String asked, String format, int outwards) {
    String what = asked.replaceFirst("^\\$", "");
    if (what.equals("pc")) {
      return "pc = slot " + debugger.run().frames().get(outwards).slot().number();
    }
    Optional<Reg> register = NamedValue.register(what);
    if (register.isPresent()) {
      long value = register(register.get(), outwards);
      return what + " = " + MemoryFormat.number(format, value, Long.BYTES);
    }
    if (what.startsWith("*")) {
      Optional<String> pointee = named.value(what.substring(1), outwards);
      if (pointee.isPresent()) {
        return what + " = " + pointee.get();
      }
      NamedValue.Memory memory = (NamedValue.Memory) NamedValue.parse(what);
      return what
          + " = "
          + MemoryFormat.number(format, memory.value(debugger.run()), memory.size());
    }
    if (what.matches("-?\\d\\w*")) {
      return what + " = " + MemoryFormat.number(format, NamedValue.number(what), Long.BYTES);
    }
    return what + " = " + named.value(what, outwards).orElseThrow(() -> unknown(what, outwards));
  }

  private IllegalArgumentException unknown(String what, int outwards) {
    String first = what.split("\\W", 2)[0];
    Optional<String> whole = first.isEmpty() ? Optional.empty() : named.value(first, outwards);
    if (whole.isPresent()) {
      return new IllegalArgumentException(
          "there is no '"
              + what
              + "': "
              + first
              + " = "
              + whole.get().lines().findFirst().orElse(""));
    }
    return new IllegalArgumentException(
        "'"
            + what
            + "' is no register, no memory such as *r10-8:4, and no variable, map or member of the"
            + " context, as in limit, counts[0].packets and ctx->data");
  }

  /** {@return the register or memory that {@code what} names} */
  NamedValue place(String what) {
    Optional<Reg> register = NamedValue.register(what);
    if (register.isPresent()) {
      return new NamedValue.Register(register.get());
    }
    if (what.startsWith("*")) {
      return NamedValue.parse(what);
    }
    return named
        .place(what, 0)
        .map(NamedValue::parse)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + what
                        + "' is no register, and no memory such as *r10-8:4; these can change"));
  }

  /** Changes what {@code place} names. */
  static void set(Stepper run, NamedValue place, long value) {
    if (place instanceof NamedValue.Register register) {
      run.setRegister(register.register(), value);
    } else if (place instanceof NamedValue.Memory memory) {
      run.memory().store(memory.address(run), memory.size(), value);
    }
  }

  /** {@return REGISTER, REGISTER+N, REGISTER-N, or a number} */
  private long address(String text) {
    return ((NamedValue.Memory) NamedValue.parse("*" + text)).address(debugger.run());
  }

  /** {@return memory at {@code place}, as {@code letters} say: {@code 8xb} */
  String memory(String letters, String place) {
    MemoryFormat format = MemoryFormat.parse(letters);
    long at = address(place.replaceFirst("^&", ""));
    return format.text(at, debugger.run().memory().read(at, format.bytes()));
  }
}
