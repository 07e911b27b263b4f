package dev.jbpf.verifier.explore;

import dev.jbpf.isa.Op;

/** The opcodes that instructions have. */
final class Opcodes {
  private static final boolean[] KNOWN = new boolean[256];

  static {
    for (Op op : Op.all()) {
      KNOWN[op.opcode()] = true;
    }
  }

  private Opcodes() {}

  static boolean isKnown(int opcode) {
    return KNOWN[opcode];
  }
}
