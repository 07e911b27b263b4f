package dev.jbpf.vm.exec;

/**
 * What the interpreter's loop switches over: {@link dev.jbpf.isa.Op} with what differs in encoding
 * only made the same. An immediate is a register that never changes, so that one case serves both
 * forms.
 *
 * <p>Numbers, not an enum, since the JVM turns a switch over dense constants into one indirect jump
 * and one over an enum into a load more. {@link Decoder} gives each row of {@code Op} its number in
 * a switch that does not compile when a row is missing.
 */
final class Micro {
  static final int TRAP = 0;
  static final int BREAK = 1;

  static final int ADD = 2;
  static final int SUB = 3;
  static final int MUL = 4;
  static final int DIV = 5;
  static final int OR = 6;
  static final int AND = 7;
  static final int LSH = 8;
  static final int RSH = 9;
  static final int MOD = 10;
  static final int XOR = 11;
  static final int MOV = 12;
  static final int ARSH = 13;
  static final int SDIV = 14;
  static final int SMOD = 15;
  static final int NEG = 16;
  static final int MOVSX8 = 17;
  static final int MOVSX16 = 18;
  static final int MOVSX32 = 19;

  static final int ADD32 = 20;
  static final int SUB32 = 21;
  static final int MUL32 = 22;
  static final int DIV32 = 23;
  static final int OR32 = 24;
  static final int AND32 = 25;
  static final int LSH32 = 26;
  static final int RSH32 = 27;
  static final int MOD32 = 28;
  static final int XOR32 = 29;
  static final int MOV32 = 30;
  static final int ARSH32 = 31;
  static final int SDIV32 = 32;
  static final int SMOD32 = 33;
  static final int NEG32 = 34;
  static final int MOVSX8_32 = 35;
  static final int MOVSX16_32 = 36;

  static final int CUT16 = 37;
  static final int CUT32 = 38;
  static final int SWAP16 = 39;
  static final int SWAP32 = 40;
  static final int SWAP64 = 41;

  static final int JA = 42;
  static final int JEQ = 43;
  static final int JGT = 44;
  static final int JGE = 45;
  static final int JSET = 46;
  static final int JNE = 47;
  static final int JSGT = 48;
  static final int JSGE = 49;
  static final int JLT = 50;
  static final int JLE = 51;
  static final int JSLT = 52;
  static final int JSLE = 53;
  static final int JEQ32 = 54;
  static final int JGT32 = 55;
  static final int JGE32 = 56;
  static final int JSET32 = 57;
  static final int JNE32 = 58;
  static final int JSGT32 = 59;
  static final int JSGE32 = 60;
  static final int JLT32 = 61;
  static final int JLE32 = 62;
  static final int JSLT32 = 63;
  static final int JSLE32 = 64;
  static final int MAY_GOTO = 65;

  static final int CALL = 66;
  static final int CALL_LOCAL = 67;
  static final int TAIL_CALL = 68;
  static final int EXIT = 69;

  static final int LOAD1 = 70;
  static final int LOAD2 = 71;
  static final int LOAD4 = 72;
  static final int LOAD8 = 73;
  static final int LOADS1 = 74;
  static final int LOADS2 = 75;
  static final int LOADS4 = 76;
  static final int STORE1 = 77;
  static final int STORE2 = 78;
  static final int STORE4 = 79;
  static final int STORE8 = 80;
  static final int ATOMIC = 81;
  static final int ACQUIRE = 82;
  static final int RELEASE = 83;
  static final int PACKET = 84;
  static final int WIDE = 85;

  private Micro() {}
}
