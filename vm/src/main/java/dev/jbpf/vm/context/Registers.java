package dev.jbpf.vm.context;

import dev.jbpf.kernel.PtRegs;
import dev.jbpf.kernel.StructField;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** What probes of kernel and user functions get: r1 points to a {@code struct pt_regs}. */
public final class Registers implements Context {
  private final PtRegs layout;
  private final Map<Integer, Long> values;

  private Registers(PtRegs layout, Map<Integer, Long> values) {
    this.layout = layout;
    this.values = values;
  }

  /**
   * {@return the registers of a function called with {@code arguments} on this machine}
   *
   * @throws IllegalArgumentException if not all of them are in registers
   * @throws UnsupportedOperationException if this machine's registers are not known
   */
  public static Registers call(long... arguments) {
    return call(PtRegs.host(), arguments);
  }

  /**
   * {@return the registers of a function called with {@code arguments} on a machine of that layout}
   *
   * @throws IllegalArgumentException if not all of them are in registers
   */
  public static Registers call(PtRegs layout, long... arguments) {
    Registers all = new Registers(layout, Map.of());
    for (int i = 0; i < arguments.length; i++) {
      all = all.with(layout.parameter(i + 1), arguments[i]);
    }
    return all;
  }

  /** {@return the same with that return value} */
  public Registers returning(long value) {
    return with(layout.result(), value);
  }

  /** {@return the same at that instruction} */
  public Registers at(long address) {
    return with(layout.instructionPointer(), address);
  }

  /** {@return the same with that stack pointer} */
  public Registers withStack(long address) {
    return with(layout.stackPointer(), address);
  }

  private Registers with(StructField register, long value) {
    Map<Integer, Long> copy = new TreeMap<>(values);
    copy.put(register.offset(), value);
    return new Registers(layout, copy);
  }

  /** {@return the structure, in the order of bytes of the machine of programs: little-endian} */
  public byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(layout.size()).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(bytes::putLong);
    return bytes.array();
  }
}
