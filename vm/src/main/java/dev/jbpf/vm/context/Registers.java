package dev.jbpf.vm.context;

import dev.jbpf.vm.memory.Memory;
import dev.jbpf.vm.memory.PacketMemory;
import java.util.Map;
import java.util.TreeMap;

/** What probes of kernel and user functions get: r1 points to an x86-64 {@code struct pt_regs}. */
public final class Registers implements Context {
  private static final int SIZE = 21 * Long.BYTES;
  private static final int RETURN = 80;
  private static final int INSTRUCTION_POINTER = 128;

  /** di, si, dx, cx, r8, r9: the calling convention's order. */
  private static final int[] ARGUMENTS = {112, 104, 96, 88, 72, 64};

  private final Map<Integer, Long> values;

  private Registers(Map<Integer, Long> values) {
    this.values = values;
  }

  /** {@return the registers of a function called with {@code arguments}, at most 6} */
  public static Registers call(long... arguments) {
    if (arguments.length > ARGUMENTS.length) {
      throw new IllegalArgumentException(
          arguments.length + " arguments: registers hold at most " + ARGUMENTS.length);
    }
    Registers all = new Registers(Map.of());
    for (int i = 0; i < arguments.length; i++) {
      all = all.with(ARGUMENTS[i], arguments[i]);
    }
    return all;
  }

  /** {@return the same with that return value} */
  public Registers returning(long value) {
    return with(RETURN, value);
  }

  /** {@return the same at that instruction} */
  public Registers at(long address) {
    return with(INSTRUCTION_POINTER, address);
  }

  private Registers with(int offset, long value) {
    Map<Integer, Long> copy = new TreeMap<>(values);
    copy.put(offset, value);
    return new Registers(copy);
  }

  @Override
  public long place(Memory memory, PacketMemory packet) {
    Fields fields = new Fields(SIZE);
    values.forEach(fields::u64);
    return fields.place(memory, "struct pt_regs", false);
  }
}
