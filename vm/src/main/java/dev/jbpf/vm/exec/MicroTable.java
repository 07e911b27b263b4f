package dev.jbpf.vm.exec;

import dev.jbpf.isa.Op;

/** What each row of the instruction table is to the engines. A row that is missing fails here. */
final class MicroTable {
  private MicroTable() {}

  /** {@return the number that the engines switch over} */
  static int of(Op op) {
    return switch (op) {
      case ADD_IMM, ADD_REG -> Micro.ADD;
      case SUB_IMM, SUB_REG -> Micro.SUB;
      case MUL_IMM, MUL_REG -> Micro.MUL;
      case DIV_IMM, DIV_REG -> Micro.DIV;
      case OR_IMM, OR_REG -> Micro.OR;
      case AND_IMM, AND_REG -> Micro.AND;
      case LSH_IMM, LSH_REG -> Micro.LSH;
      case RSH_IMM, RSH_REG -> Micro.RSH;
      case MOD_IMM, MOD_REG -> Micro.MOD;
      case XOR_IMM, XOR_REG -> Micro.XOR;
      case MOV_IMM, MOV_REG -> Micro.MOV;
      case ARSH_IMM, ARSH_REG -> Micro.ARSH;
      case SDIV_IMM, SDIV_REG -> Micro.SDIV;
      case SMOD_IMM, SMOD_REG -> Micro.SMOD;
      case NEG -> Micro.NEG;
      case ADD32_IMM, ADD32_REG -> Micro.ADD32;
      case SUB32_IMM, SUB32_REG -> Micro.SUB32;
      case MUL32_IMM, MUL32_REG -> Micro.MUL32;
      case DIV32_IMM, DIV32_REG -> Micro.DIV32;
      case OR32_IMM, OR32_REG -> Micro.OR32;
      case AND32_IMM, AND32_REG -> Micro.AND32;
      case LSH32_IMM, LSH32_REG -> Micro.LSH32;
      case RSH32_IMM, RSH32_REG -> Micro.RSH32;
      case MOD32_IMM, MOD32_REG -> Micro.MOD32;
      case XOR32_IMM, XOR32_REG -> Micro.XOR32;
      case MOV32_IMM, MOV32_REG -> Micro.MOV32;
      case ARSH32_IMM, ARSH32_REG -> Micro.ARSH32;
      case SDIV32_IMM, SDIV32_REG -> Micro.SDIV32;
      case SMOD32_IMM, SMOD32_REG -> Micro.SMOD32;
      case NEG32 -> Micro.NEG32;
      case MOVSX864 -> Micro.MOVSX8;
      case MOVSX1664 -> Micro.MOVSX16;
      case MOVSX3264 -> Micro.MOVSX32;
      case MOVSX832 -> Micro.MOVSX8_32;
      case MOVSX1632 -> Micro.MOVSX16_32;
      // The machine is little-endian: to little endian only cuts.
      case LE16 -> Micro.CUT16;
      case LE32 -> Micro.CUT32;
      case LE64 -> Micro.MOV;
      case BE16, BSWAP16 -> Micro.SWAP16;
      case BE32, BSWAP32 -> Micro.SWAP32;
      case BE64, BSWAP64 -> Micro.SWAP64;
      case JEQ_IMM, JEQ_REG -> Micro.JEQ;
      case JGT_IMM, JGT_REG -> Micro.JGT;
      case JGE_IMM, JGE_REG -> Micro.JGE;
      case JSET_IMM, JSET_REG -> Micro.JSET;
      case JNE_IMM, JNE_REG -> Micro.JNE;
      case JSGT_IMM, JSGT_REG -> Micro.JSGT;
      case JSGE_IMM, JSGE_REG -> Micro.JSGE;
      case JLT_IMM, JLT_REG -> Micro.JLT;
      case JLE_IMM, JLE_REG -> Micro.JLE;
      case JSLT_IMM, JSLT_REG -> Micro.JSLT;
      case JSLE_IMM, JSLE_REG -> Micro.JSLE;
      case JEQ32_IMM, JEQ32_REG -> Micro.JEQ32;
      case JGT32_IMM, JGT32_REG -> Micro.JGT32;
      case JGE32_IMM, JGE32_REG -> Micro.JGE32;
      case JSET32_IMM, JSET32_REG -> Micro.JSET32;
      case JNE32_IMM, JNE32_REG -> Micro.JNE32;
      case JSGT32_IMM, JSGT32_REG -> Micro.JSGT32;
      case JSGE32_IMM, JSGE32_REG -> Micro.JSGE32;
      case JLT32_IMM, JLT32_REG -> Micro.JLT32;
      case JLE32_IMM, JLE32_REG -> Micro.JLE32;
      case JSLT32_IMM, JSLT32_REG -> Micro.JSLT32;
      case JSLE32_IMM, JSLE32_REG -> Micro.JSLE32;
      // What gotox becomes is found by its program; nobody switches goto_or_nop here.
      case JA, GOTOL, GOTOX, GOTO_OR_NOP -> Micro.JA;
      case MAY_GOTO -> Micro.MAY_GOTO;
      case CALL, CALL_KFUNC -> Micro.CALL;
      case CALL_LOCAL -> Micro.CALL_LOCAL;
      case CALLX, ADDR_SPACE_CAST -> Micro.TRAP;
      case EXIT -> Micro.EXIT;
      case LDXB -> Micro.LOAD1;
      case LDXH -> Micro.LOAD2;
      case LDXW -> Micro.LOAD4;
      case LDXDW -> Micro.LOAD8;
      case LDXSB -> Micro.LOADS1;
      case LDXSH -> Micro.LOADS2;
      case LDXSW -> Micro.LOADS4;
      case STB, STXB -> Micro.STORE1;
      case STH, STXH -> Micro.STORE2;
      case STW, STXW -> Micro.STORE4;
      case STDW, STXDW -> Micro.STORE8;
      case AADD, AOR, AAND, AXOR, AFADD, AFOR, AFAND, AFXOR, AXCHG, ACMP -> Micro.ATOMIC;
      case AADD32, AOR32, AAND32, AXOR32, AFADD32, AFOR32, AFAND32, AFXOR32, AXCHG32, ACMP32 ->
          Micro.ATOMIC;
      case LDACQB, LDACQH, LDACQW, LDACQDW -> Micro.ACQUIRE;
      case STRELB, STRELH, STRELW, STRELDW -> Micro.RELEASE;
      case LDABSB, LDABSH, LDABSW, LDINDB, LDINDH, LDINDW -> Micro.PACKET;
      case LDDW, LDDW_MAP_FD, LDDW_MAP_VALUE, LDDW_BTF_ID -> Micro.WIDE;
      case LDDW_FUNC, LDDW_MAP_IDX, LDDW_MAP_IDX_VALUE -> Micro.WIDE;
    };
  }
}
