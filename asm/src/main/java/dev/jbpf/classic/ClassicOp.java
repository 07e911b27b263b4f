package dev.jbpf.classic;

import static dev.jbpf.classic.ClassicFormat.*;

import java.util.List;
import java.util.Optional;

/**
 * The instruction table: one row for each instruction. Assembler, printers, the kernel's checks and
 * the conversion follow from it.
 *
 * <p>A row gives the names, of which the first is the one that printers use; for comparisons the
 * names of the opposite, which assemble with the two places exchanged; the code; and the operand.
 *
 * <p>Source: {@code Documentation/networking/filter.rst} and {@code linux/bpf_common.h}.
 */
public enum ClassicOp {
  LD_W_ABS("ld", 0x20, PACKET),
  LD_H_ABS("ldh", 0x28, PACKET),
  LD_B_ABS("ldb", 0x30, PACKET),
  LD_W_IND("ld", 0x40, PACKET_INDEXED),
  LD_H_IND("ldh", 0x48, PACKET_INDEXED),
  LD_B_IND("ldb", 0x50, PACKET_INDEXED),
  LD_LEN("ld", 0x80, LENGTH),
  LD_IMM("ld ldi", 0x00, IMMEDIATE),
  LD_MEM("ld", 0x60, SCRATCH),

  LDX_LEN("ldx", 0x81, LENGTH),
  LDX_IMM("ldx ldxi", 0x01, IMMEDIATE),
  LDX_MEM("ldx", 0x61, SCRATCH),
  LDX_MSH("ldxb ldx", 0xb1, HEADER_LENGTH),

  ST("st", 0x02, SCRATCH),
  STX("stx", 0x03, SCRATCH),

  ADD_K("add", 0x04, IMMEDIATE),
  ADD_X("add", 0x0c, INDEX),
  SUB_K("sub", 0x14, IMMEDIATE),
  SUB_X("sub", 0x1c, INDEX),
  MUL_K("mul", 0x24, IMMEDIATE),
  MUL_X("mul", 0x2c, INDEX),
  DIV_K("div", 0x34, IMMEDIATE),
  DIV_X("div", 0x3c, INDEX),
  OR_K("or", 0x44, IMMEDIATE),
  OR_X("or", 0x4c, INDEX),
  AND_K("and", 0x54, IMMEDIATE),
  AND_X("and", 0x5c, INDEX),
  LSH_K("lsh", 0x64, IMMEDIATE),
  LSH_X("lsh", 0x6c, INDEX),
  RSH_K("rsh", 0x74, IMMEDIATE),
  RSH_X("rsh", 0x7c, INDEX),
  NEG("neg", 0x84, NONE),
  MOD_K("mod", 0x94, IMMEDIATE),
  MOD_X("mod", 0x9c, INDEX),
  XOR_K("xor", 0xa4, IMMEDIATE),
  XOR_X("xor", 0xac, INDEX),

  JA("jmp ja", 0x05, TARGET),
  JEQ_K("jeq", "jne jneq", 0x15, COMPARE_IMMEDIATE),
  JEQ_X("jeq", "jne jneq", 0x1d, COMPARE_INDEX),
  JGT_K("jgt", "jle", 0x25, COMPARE_IMMEDIATE),
  JGT_X("jgt", "jle", 0x2d, COMPARE_INDEX),
  JGE_K("jge", "jlt", 0x35, COMPARE_IMMEDIATE),
  JGE_X("jge", "jlt", 0x3d, COMPARE_INDEX),
  JSET_K("jset", 0x45, COMPARE_IMMEDIATE),
  JSET_X("jset", 0x4d, COMPARE_INDEX),

  RET_K("ret", 0x06, IMMEDIATE),
  /** Assemblers know it, no kernel accepts it. */
  RET_X("ret", 0x0e, INDEX),
  RET_A("ret", 0x16, ACCUMULATOR),

  TAX("tax", 0x07, NONE),
  TXA("txa", 0x87, NONE);

  private static final ClassicOp[] BY_CODE = new ClassicOp[256];

  static {
    for (ClassicOp op : values()) {
      BY_CODE[op.code] = op;
    }
  }

  private final List<String> names;
  private final List<String> opposites;
  private final int code;
  private final ClassicFormat format;

  ClassicOp(String names, int code, ClassicFormat format) {
    this(List.of(names.split(" ")), List.of(), code, format);
  }

  ClassicOp(String names, String opposites, int code, ClassicFormat format) {
    this(List.of(names.split(" ")), List.of(opposites.split(" ")), code, format);
  }

  ClassicOp(List<String> names, List<String> opposites, int code, ClassicFormat format) {
    this.names = names;
    this.opposites = opposites;
    this.code = code;
    this.format = format;
  }

  /** {@return the instruction of that code, 0 to 65535, if there is one} */
  public static Optional<ClassicOp> of(int code) {
    return code < BY_CODE.length ? Optional.ofNullable(BY_CODE[code]) : Optional.empty();
  }

  /** {@return the name that printers use} */
  public String mnemonic() {
    return names.get(0);
  }

  /** {@return all names that assemble to it} */
  public List<String> names() {
    return names;
  }

  /** {@return the names that assemble to it with the two places exchanged; none if no jump} */
  public List<String> opposites() {
    return opposites;
  }

  /** {@return the code, 0 to 255} */
  public int code() {
    return code;
  }

  /** {@return its operand} */
  public ClassicFormat format() {
    return format;
  }

  /** {@return what it does} */
  ClassicClass type() {
    return ClassicClass.of(code);
  }
}
