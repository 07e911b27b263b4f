package dev.jbpf.text.grammar;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;

/**
 * What other tools write besides the forms in {@link Op}: the userspace machines' assemblers, older
 * binutils, the kernel's logs. Only parsed, never printed.
 */
final class Aliases {
  /** Takes one form after the other. */
  interface Taker {
    void take(Op op, String text, int dialect);
  }

  private static final int ALU32 = 4;
  private static final int ALU64 = 7;
  private static final int CLASS = 7;
  private static final int SIZE = 0x18;
  private static final int DOUBLE_WORD = 0x18;

  /** GNU forms: the row, a colon, the text. */
  private static final String GNU =
      """
      AADD32:xaddw [{dst}{off}], {src}
      AADD:xadddw [{dst}{off}], {src}
      GOTOL:ja32 {target}
      CALL_LOCAL:call {target}
      CALLX:call {dst}
      BSWAP16:swap16 {dst}
      BSWAP32:swap32 {dst}
      BSWAP64:swap64 {dst}
      """;

  /** LLVM forms. */
  private static final String LLVM =
      """
      CALL_LOCAL:call {target}
      MOV32_REG:{dst} = {wsrc}
      EXIT:return
      AFADD:{src} = atomic64_fetch_add((u64 *)({dst} {off}), {src})
      AFOR:{src} = atomic64_fetch_or((u64 *)({dst} {off}), {src})
      AFAND:{src} = atomic64_fetch_and((u64 *)({dst} {off}), {src})
      AFXOR:{src} = atomic64_fetch_xor((u64 *)({dst} {off}), {src})
      AXCHG:{src} = atomic64_xchg((u64 *)({dst} {off}), {src})
      AXCHG32:{src} = atomic_xchg((u32 *)({dst} {off}), {src})
      ACMP:r0 = atomic64_cmpxchg((u64 *)({dst} {off}), r0, {src})
      ACMP32:r0 = atomic_cmpxchg((u32 *)({dst} {off}), r0, {src})
      LDINDB:r0 = *(u8 *)skb[{src}]
      LDINDH:r0 = *(u16 *)skb[{src}]
      LDINDW:r0 = *(u32 *)skb[{src}]
      LDINDB:r0 = *(u8 *)skb[{src} {imm}]
      LDINDH:r0 = *(u16 *)skb[{src} {imm}]
      LDINDW:r0 = *(u32 *)skb[{src} {imm}]
      LDXSB:{dst} = *(i8 *)({src} {off})
      LDXSH:{dst} = *(i16 *)({src} {off})
      LDXSW:{dst} = *(i32 *)({src} {off})
      MOVSX864:{dst} s= (i8){src}
      MOVSX1664:{dst} s= (i16){src}
      MOVSX3264:{dst} s= (i32){src}
      MOVSX832:{wdst} s= (i8){wsrc}
      MOVSX1632:{wdst} s= (i16){wsrc}
      MOVSX864:{dst} = (i8){src}
      MOVSX1664:{dst} = (i16){src}
      MOVSX3264:{dst} = (i32){src}
      MOVSX832:{wdst} = (i8){wsrc}
      MOVSX1632:{wdst} = (i16){wsrc}
      LDDW:ld_pseudo {dst}, 0, {imm}
      LDDW_MAP_FD:ld_pseudo {dst}, 1, {imm}
      LDDW_MAP_VALUE:ld_pseudo {dst}, 2, {imm}
      LDDW_BTF_ID:ld_pseudo {dst}, 3, {imm}
      LDDW_FUNC:ld_pseudo {dst}, 4, {imm}
      LDDW_MAP_IDX:ld_pseudo {dst}, 5, {imm}
      LDDW_MAP_IDX_VALUE:ld_pseudo {dst}, 6, {imm}
      """;

  /** The kernel's macros that have another, newer name, or a more general one. */
  private static final String MACRO =
      """
      AADD32:BPF_STX_XADD(BPF_W, {dst}, {src}, {disp})
      AADD:BPF_STX_XADD(BPF_DW, {dst}, {src}, {disp})
      MOV_IMM:BPF_ALU64_IMM(BPF_MOV, {dst}, {imm})
      MOV_REG:BPF_ALU64_REG(BPF_MOV, {dst}, {src})
      MOV32_IMM:BPF_ALU32_IMM(BPF_MOV, {dst}, {imm})
      MOV32_REG:BPF_ALU32_REG(BPF_MOV, {dst}, {src})
      NEG:BPF_ALU64_REG(BPF_NEG, {dst}, 0)
      JA:BPF_JMP_IMM(BPF_JA, 0, 0, {target})
      LDDW:BPF_LD_IMM64_RAW({dst}, 0, {imm})
      LDDW_MAP_FD:BPF_LD_IMM64_RAW({dst}, BPF_PSEUDO_MAP_FD, {imm})
      LDDW_MAP_VALUE:BPF_LD_IMM64_RAW({dst}, BPF_PSEUDO_MAP_VALUE, {imm})
      LDDW_BTF_ID:BPF_LD_IMM64_RAW({dst}, BPF_PSEUDO_BTF_ID, {imm})
      LDDW_FUNC:BPF_LD_IMM64_RAW({dst}, BPF_PSEUDO_FUNC, {imm})
      CALL_KFUNC:BPF_KFUNC_CALL({index}, {imm})
      LE16:BPF_ENDIAN(BPF_FROM_LE, {dst}, 16)
      LE32:BPF_ENDIAN(BPF_FROM_LE, {dst}, 32)
      LE64:BPF_ENDIAN(BPF_FROM_LE, {dst}, 64)
      BE16:BPF_ENDIAN(BPF_FROM_BE, {dst}, 16)
      BE32:BPF_ENDIAN(BPF_FROM_BE, {dst}, 32)
      BE64:BPF_ENDIAN(BPF_FROM_BE, {dst}, 64)
      LDDW_MAP_FD:BPF_LD_IMM64_RAW({dst}, 1, {imm})
      LDDW_MAP_VALUE:BPF_LD_IMM64_RAW({dst}, 2, {imm})
      LDDW_MAP_IDX:BPF_LD_IMM64_RAW({dst}, 5, {imm})
      LDDW_MAP_IDX_VALUE:BPF_LD_IMM64_RAW({dst}, 6, {imm})
      """;

  private Aliases() {}

  static void forEach(Taker taker) {
    takeAll(GNU, Dialects.GNU, taker);
    takeAll(LLVM, Dialects.LLVM, taker);
    for (Op op : Op.all()) {
      spelled(op, taker);
      locked(op, taker);
      otherWidth(op, taker);
      casted(op, taker);
    }
  }

  /** Gives the macros that are not in the instruction table. */
  static void forEachMacro(Taker taker) {
    takeAll(MACRO, Dialects.MACRO, taker);
  }

  private static void takeAll(String table, int dialect, Taker taker) {
    for (int at = 0; at < table.length(); ) {
      int colon = table.indexOf(':', at);
      int end = table.indexOf('\n', colon);
      taker.take(Op.valueOf(table.substring(at, colon)), table.substring(colon + 1, end), dialect);
      at = end + 1;
    }
  }

  /** {@code be16 %r0} where GNU as writes {@code endbe %r0, 16}; {@code add64} for {@code add}. */
  private static void spelled(Op op, Taker taker) {
    if (op.slots() == 1) {
      taker.take(op, op.spelled(), Dialects.GNU);
    }
    boolean isAlu64 = (op.opcode() & CLASS) == ALU64;
    boolean hasWidth = Character.isDigit(op.mnemonic().charAt(op.mnemonic().length() - 1));
    if (isAlu64 && !hasWidth && op != Op.ADDR_SPACE_CAST) {
      String name = op.mnemonic().concat("64 ");
      taker.take(op, name.concat(op.format().gnuOperands()), Dialects.GNU);
    }
  }

  /** {@code lock fetch add32 [..], ..} where the mnemonic is {@code afadd32}. */
  private static void locked(Op op, Taker taker) {
    if (op.format() == Format.ATOMIC) {
      String name = op.mnemonic().substring(1).replace("cmp", "cmpxchg");
      String fetch = name.startsWith("f") ? "fetch ".concat(name.substring(1)) : name;
      String locked = "lock ".concat(fetch).concat(" ").concat(op.format().gnuOperands());
      taker.take(op, locked, Dialects.GNU);
    }
  }

  /**
   * Compilers write a register that 32 bits or fewer are moved to or from as {@code w0}, the kernel
   * as {@code r0}.
   */
  private static void otherWidth(Op op, Taker taker) {
    if ((op.opcode() & SIZE) == DOUBLE_WORD) {
      return;
    }
    String text = op.llvmText();
    if (op.format() == Format.LOAD && !text.contains("(s")) {
      taker.take(op, swap(text, "dst"), Dialects.LLVM);
    } else if (op.format() == Format.STORE_REG || op.format() == Format.ATOMIC) {
      taker.take(op, swap(text, "src").replace("w0", "r0"), Dialects.LLVM);
    }
  }

  /**
   * {@code (u32) r1 += (u32) r2}, as the kernel's log has it up to 4.20; {@code r1 = (u32) -r1}.
   */
  private static void casted(Op op, Taker taker) {
    boolean isAlu = op.format() == Format.ALU_IMM || op.format() == Format.ALU_REG;
    String text = op.llvmText().replace("{wdst}", "{dst}").replace("{wsrc}", "{src}");
    if (op == Op.NEG32) {
      taker.take(op, text.replace("= ", "= (u32) "), Dialects.LLVM);
    } else if (isAlu && (op.opcode() & CLASS) == ALU32 && op.fixed(Field.OFF) == 0) {
      int operand = text.lastIndexOf('{');
      String cast = "(u32) ".concat(text.substring(0, operand)).concat("(u32) ");
      taker.take(op, cast.concat(text.substring(operand)), Dialects.LLVM);
    }
  }

  private static String swap(String text, String field) {
    String whole = "{".concat(field).concat("}");
    String half = "{w".concat(field).concat("}");
    return text.contains(half) ? text.replace(half, whole) : text.replace(whole, half);
  }
}
