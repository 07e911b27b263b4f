package dev.jbpf.gen;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The instruction table as the kernel's macros see it: what an operation, a size or an atomic
 * operation becomes in each form that has it.
 *
 * @param javaName the enum
 * @param doc what its constants are
 * @param columns the forms
 * @param rows the constants
 */
record OpTable(String javaName, String doc, List<String> columns, List<Row> rows) {
  private static final int ALU32 = 4;
  private static final int JMP = 5;
  private static final int JMP32 = 6;
  private static final int ALU64 = 7;
  private static final int REG = 8;
  private static final int ATOMIC_DW = 0xdb;
  private static final int SIZE_BITS = 0x18;

  private static final Map<String, Integer> SIZES =
      ordered(List.of("B", "H", "W", "DW"), List.of(0x10, 0x08, 0x00, 0x18));

  private static final Map<String, Integer> MEMORY_FORMS =
      ordered(
          List.of("ldx", "ldsx", "st", "stx", "ldabs", "ldind"),
          List.of(0x61, 0x81, 0x62, 0x63, 0x20, 0x40));

  /**
   * A constant.
   *
   * @param name without {@code BPF_}
   * @param value the bits that the macro of that name stands for
   * @param ops the instruction in each form that has it
   */
  record Row(String name, int value, Map<String, Op> ops) {}

  private static <K, V> Map<K, V> ordered(List<K> keys, List<V> values) {
    Map<K, V> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    return map;
  }

  static List<OpTable> all() {
    return List.of(
        operations("AluOp", "Arithmetic operations", ALU64, ALU32, Format.ALU_IMM),
        operations("JumpOp", "Conditions of jumps", JMP, JMP32, Format.JUMP_IMM),
        sizes(),
        atomics());
  }

  private static OpTable operations(
      String javaName, String doc, int class64, int class32, Format format) {
    List<Row> rows = new ArrayList<>();
    for (Op op : Op.all()) {
      boolean isNeg = format == Format.ALU_IMM && op == Op.NEG;
      boolean isRow = op.format() == format && op.fixed(Field.OFF) == 0;
      if (isNeg || isRow && (op.opcode() & 7) == class64) {
        int code = op.opcode() & 0xf0;
        Map<String, Integer> forms =
            ordered(
                List.of("imm64", "reg64", "imm32", "reg32"),
                List.of(class64, class64 | REG, class32, class32 | REG));
        rows.add(row(name(op), code, code, 0, forms));
      }
    }
    return new OpTable(javaName, doc, columns(rows), rows);
  }

  private static OpTable sizes() {
    List<Row> rows =
        SIZES.entrySet().stream()
            .map(size -> row(size.getKey(), size.getValue(), size.getValue(), 0, MEMORY_FORMS))
            .toList();
    return new OpTable("Width", "Sizes of memory accesses", columns(rows), rows);
  }

  private static OpTable atomics() {
    Map<String, Integer> forms = new LinkedHashMap<>();
    SIZES.forEach((size, bits) -> forms.put(size.toLowerCase(Locale.ROOT), bits));
    List<Row> rows =
        Op.all().stream()
            .filter(op -> op.opcode() == ATOMIC_DW)
            .map(op -> atomic(op, forms))
            .toList();
    return new OpTable("AtomicOp", "Atomic operations", columns(rows), rows);
  }

  private static String name(Op op) {
    return op.mnemonic().toUpperCase(Locale.ROOT);
  }

  /** {@code FETCH_ADD} for {@code BPF_ADD | BPF_FETCH}. */
  private static Row atomic(Op op, Map<String, Integer> forms) {
    String plain = op.macroName().replace("BPF_", "");
    String name = plain.replaceFirst("(.*) \\| FETCH", "FETCH_$1");
    int imm = op.fixed(Field.IMM);
    return row(name, imm, ATOMIC_DW & ~SIZE_BITS, imm, forms);
  }

  private static Row row(String name, int value, int opcode, int imm, Map<String, Integer> forms) {
    Map<String, Op> ops = new LinkedHashMap<>();
    forms.forEach((form, bits) -> find(opcode | bits, imm).ifPresent(op -> ops.put(form, op)));
    return new Row(name, value, ops);
  }

  private static Optional<Op> find(int opcode, int imm) {
    return Op.all().stream()
        .filter(op -> op.opcode() == opcode && op.fixed(Field.OFF) == 0)
        .filter(op -> op.fixed(Field.SRC) == 0 && op.fixed(Field.IMM) == imm)
        .findFirst();
  }

  private static List<String> columns(List<Row> rows) {
    return rows.stream().flatMap(row -> row.ops().keySet().stream()).distinct().toList();
  }

  /** {@return whether all rows have that form} */
  boolean isComplete(String column) {
    return rows.stream().allMatch(row -> row.ops().containsKey(column));
  }
}
