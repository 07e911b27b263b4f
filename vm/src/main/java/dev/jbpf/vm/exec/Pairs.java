package dev.jbpf.vm.exec;

/**
 * Two instructions that the interpreter runs as one, since they often follow one another: the first
 * one's word gets a number of its own, and the case of that number takes the operands of the second
 * from the next word. That word stays what it was, for jumps to it, and for {@link SlowPath}, which
 * runs the two one by one.
 *
 * <p>The second instruction works on the register that the first one changes, so that both words
 * have the same first operand.
 */
final class Pairs {
  static final int LOAD1_JEQ = 77;
  static final int LOAD1_JNE = 78;
  static final int LOAD2_SWAP16 = 79;
  static final int LOAD4_SWAP32 = 80;
  static final int MOV_ADD = 90;
  static final int AND_LSH = 91;
  static final int ADD_JNE = 92;
  static final int ADD_JLT = 93;

  private Pairs() {}

  /** {@return a copy of {@code words} with the numbers of pairs} */
  static long[] of(long[] words) {
    long[] paired = words.clone();
    for (int i = 0; i + 1 < words.length; i++) {
      if (MicroCode.a(words[i]) == MicroCode.a(words[i + 1])) {
        int micro = pair(MicroCode.micro(words[i]), MicroCode.micro(words[i + 1]));
        paired[i] = MicroCode.withMicro(words[i], micro);
      }
    }
    return paired;
  }

  /** {@return the number of the pair, of the first one if it is none} */
  private static int pair(int first, int second) {
    return switch (first) {
      case Micro.MOV -> second == Micro.ADD ? MOV_ADD : first;
      case Micro.AND -> second == Micro.LSH ? AND_LSH : first;
      case Micro.ADD -> second == Micro.JNE ? ADD_JNE : second == Micro.JLT ? ADD_JLT : first;
      case Micro.LOAD1 -> second == Micro.JEQ ? LOAD1_JEQ : second == Micro.JNE ? LOAD1_JNE : first;
      case Micro.LOAD2 -> second == Micro.SWAP16 ? LOAD2_SWAP16 : first;
      case Micro.LOAD4 -> second == Micro.SWAP32 ? LOAD4_SWAP32 : first;
      default -> first;
    };
  }
}
