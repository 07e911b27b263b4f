package dev.jbpf.vm.exec;

/** Whether a jump is taken, outside of the loops that are made to be fast. */
final class ConditionTests {
  private ConditionTests() {}

  static boolean hold(int micro, long a, long b) {
    return switch (micro) {
      case Micro.JA -> true;
      case Micro.JEQ -> a == b;
      case Micro.JGT -> Long.compareUnsigned(a, b) > 0;
      case Micro.JGE -> Long.compareUnsigned(a, b) >= 0;
      case Micro.JSET -> (a & b) != 0;
      case Micro.JNE -> a != b;
      case Micro.JSGT -> a > b;
      case Micro.JSGE -> a >= b;
      case Micro.JLT -> Long.compareUnsigned(a, b) < 0;
      case Micro.JLE -> Long.compareUnsigned(a, b) <= 0;
      case Micro.JSLT -> a < b;
      case Micro.JSLE -> a <= b;
      default -> hold32(micro, (int) a, (int) b);
    };
  }

  private static boolean hold32(int micro, int a, int b) {
    return switch (micro) {
      case Micro.JEQ32 -> a == b;
      case Micro.JGT32 -> Integer.compareUnsigned(a, b) > 0;
      case Micro.JGE32 -> Integer.compareUnsigned(a, b) >= 0;
      case Micro.JSET32 -> (a & b) != 0;
      case Micro.JNE32 -> a != b;
      case Micro.JSGT32 -> a > b;
      case Micro.JSGE32 -> a >= b;
      case Micro.JLT32 -> Integer.compareUnsigned(a, b) < 0;
      case Micro.JLE32 -> Integer.compareUnsigned(a, b) <= 0;
      case Micro.JSLT32 -> a < b;
      case Micro.JSLE32 -> a <= b;
      default -> throw new IllegalArgumentException("no condition: " + micro);
    };
  }
}
