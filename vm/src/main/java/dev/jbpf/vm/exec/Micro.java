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
public final class Micro {
  public static final int TRAP = 0;
  public static final int BREAK = 1;

  public static final int ADD = 2;
  public static final int SUB = 3;
  public static final int MUL = 4;
  public static final int DIV = 5;
  public static final int OR = 6;
  public static final int AND = 7;
  public static final int LSH = 8;
  public static final int RSH = 9;
  public static final int MOD = 10;
  public static final int XOR = 11;
  public static final int MOV = 12;
  public static final int ARSH = 13;
  public static final int SDIV = 14;
  public static final int SMOD = 15;
  public static final int NEG = 16;
  public static final int MOVSX8 = 17;
  public static final int MOVSX16 = 18;
  public static final int MOVSX32 = 19;

  public static final int ADD32 = 20;
  public static final int SUB32 = 21;
  public static final int MUL32 = 22;
  public static final int DIV32 = 23;
  public static final int OR32 = 24;
  public static final int AND32 = 25;
  public static final int LSH32 = 26;
  public static final int RSH32 = 27;
  public static final int MOD32 = 28;
  public static final int XOR32 = 29;
  public static final int MOV32 = 30;
  public static final int ARSH32 = 31;
  public static final int SDIV32 = 32;
  public static final int SMOD32 = 33;
  public static final int NEG32 = 34;
  public static final int MOVSX8_32 = 35;
  public static final int MOVSX16_32 = 36;

  public static final int CUT16 = 37;
  public static final int CUT32 = 38;
  public static final int SWAP16 = 39;
  public static final int SWAP32 = 40;
  public static final int SWAP64 = 41;

  public static final int JA = 42;
  public static final int JEQ = 43;
  public static final int JGT = 44;
  public static final int JGE = 45;
  public static final int JSET = 46;
  public static final int JNE = 47;
  public static final int JSGT = 48;
  public static final int JSGE = 49;
  public static final int JLT = 50;
  public static final int JLE = 51;
  public static final int JSLT = 52;
  public static final int JSLE = 53;
  public static final int JEQ32 = 54;
  public static final int JGT32 = 55;
  public static final int JGE32 = 56;
  public static final int JSET32 = 57;
  public static final int JNE32 = 58;
  public static final int JSGT32 = 59;
  public static final int JSGE32 = 60;
  public static final int JLT32 = 61;
  public static final int JLE32 = 62;
  public static final int JSLT32 = 63;
  public static final int JSLE32 = 64;
  public static final int MAY_GOTO = 65;

  public static final int CALL = 66;
  public static final int CALL_LOCAL = 67;
  public static final int TAIL_CALL = 68;
  public static final int EXIT = 69;

  public static final int LOAD1 = 70;
  public static final int LOAD2 = 71;
  public static final int LOAD4 = 72;
  public static final int LOAD8 = 73;
  public static final int LOADS1 = 74;
  public static final int LOADS2 = 75;
  public static final int LOADS4 = 76;

  // 77 to 80 are Pairs: the JVM tells a range of loads from the rest in one comparison.

  public static final int STORE1 = 81;
  public static final int STORE2 = 82;
  public static final int STORE4 = 83;
  public static final int STORE8 = 84;
  public static final int ATOMIC = 85;
  public static final int ACQUIRE = 86;
  public static final int RELEASE = 87;
  public static final int PACKET = 88;
  public static final int WIDE = 89;

  private Micro() {}

  static boolean stores(int micro) {
    return micro >= STORE1 && micro <= ATOMIC
        || micro == RELEASE
        || micro == CALL
        || goesDeeper(micro);
  }

  static boolean goesDeeper(int micro) {
    return micro == CALL_LOCAL || micro == TAIL_CALL;
  }
}
