package dev.jbpf.isa;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The kernel's names for the parts of an opcode: {@code BPF_JMP | BPF_CALL}.
 *
 * <p>Source: {@code include/uapi/linux/bpf_common.h} and {@code include/uapi/linux/bpf.h}.
 */
public final class MacroNames {
  private static final int CODE = 0xf0;
  private static final int SIZE = 0x18;
  private static final Map<String, Integer> VALUES = values();

  private MacroNames() {}

  private static Map<String, Integer> values() {
    Map<String, Integer> values = new HashMap<>();
    for (Op op : Op.all()) {
      switch (op.operation().kind()) {
        case ALU, MOVE, UNARY, CONDITION -> values.putIfAbsent(MacroForm.name(op), code(op));
        case ATOMIC -> values.putIfAbsent(MacroForm.name(op), op.fixed(Field.IMM));
        case LOAD, STORE -> {
          values.putIfAbsent(MacroForm.size(op), op.opcode() & SIZE);
          values.putIfAbsent(MacroForm.name(op), op.fixed(Field.IMM));
        }
        case JUMP, CALL, RETURN, PACKET, CONSTANT -> {}
      }
    }
    values.put("BPF_JA", code(Op.JA));
    values.put("BPF_CALL", code(Op.CALL));
    values.put("BPF_EXIT", code(Op.EXIT));
    number(values, List.of("LD", "LDX", "ST", "STX", "ALU", "JMP", "JMP32", "ALU64"), 0);
    number(values, List.of("IMM", "ABS", "IND", "MEM", "MEMSX", "", "ATOMIC"), 5);
    values.putAll(
        Map.of(
            "BPF_XADD",
            0xc0,
            "BPF_JCOND",
            0xe0,
            "BPF_END",
            0xd0,
            "BPF_K",
            0,
            "BPF_X",
            0x08,
            "BPF_TO_LE",
            0,
            "BPF_TO_BE",
            0x08,
            "BPF_FETCH",
            0x01));
    values.put("BPF_FROM_LE", 0);
    values.put("BPF_FROM_BE", 0x08);
    // What kernels write for themselves into programs that are loaded.
    values.put("BPF_TAIL_CALL", 0xf0);
    values.put("BPF_CALL_ARGS", 0xe0);
    values.put("BPF_NOSPEC", 0xc0);
    values.put("BPF_PROBE_MEM", 0x20);
    values.put("BPF_ADDR_PERCPU", -1);
    values.put("BPF_PSEUDO_CALL", Op.CALL_LOCAL.fixed(Field.SRC));
    values.put("BPF_PSEUDO_KFUNC_CALL", Op.CALL_KFUNC.fixed(Field.SRC));
    values.put("BPF_PSEUDO_MAP_FD", Op.LDDW_MAP_FD.fixed(Field.SRC));
    values.put("BPF_PSEUDO_MAP_VALUE", Op.LDDW_MAP_VALUE.fixed(Field.SRC));
    values.put("BPF_PSEUDO_BTF_ID", Op.LDDW_BTF_ID.fixed(Field.SRC));
    values.put("BPF_PSEUDO_FUNC", Op.LDDW_FUNC.fixed(Field.SRC));
    values.put("BPF_PSEUDO_MAP_IDX", Op.LDDW_MAP_IDX.fixed(Field.SRC));
    values.put("BPF_PSEUDO_MAP_IDX_VALUE", Op.LDDW_MAP_IDX_VALUE.fixed(Field.SRC));
    return Map.copyOf(values);
  }

  private static int code(Op op) {
    return op.opcode() & CODE;
  }

  private static void number(Map<String, Integer> values, List<String> names, int shift) {
    for (int i = 0; i < names.size(); i++) {
      values.put("BPF_" + names.get(i), i << shift);
    }
  }

  /** {@return the value of the constant of that name} */
  public static OptionalInt value(String name) {
    Integer value = VALUES.get(name);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
