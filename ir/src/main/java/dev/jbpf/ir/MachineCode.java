package dev.jbpf.ir;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.Words;

/**
 * A function that is written in registers: its arguments are in r1 to r5, its result is in r0, and
 * what its caller has in r6 to r9 it finds there again.
 *
 * @param name for messages and dumps
 * @param program its instructions, the functions that it calls behind it
 */
public record MachineCode(String name, Program program) {
  /** {@return how many bytes of the stack it uses, as far as its instructions name them} */
  public int frame() {
    int lowest = 0;
    boolean isFrame = false;
    for (int slot = 0; slot < program.size(); slot++) {
      Op op = program.opAt(slot).orElse(Op.JA);
      long word = program.word(slot);
      if (op.base().filter(Field.DST::equals).isPresent() && isFrame(Words.dst(word))
          || op.base().filter(Field.SRC::equals).isPresent() && isFrame(Words.src(word))) {
        lowest = Math.min(lowest, Words.off(word));
      }
      if (isFrame && op.operation() == Operation.ADD) {
        lowest = Math.min(lowest, Words.imm(word));
      }
      isFrame = op == Op.MOV_REG && isFrame(Words.src(word));
      slot += op.slots() - 1;
    }
    return -lowest;
  }

  private static boolean isFrame(int register) {
    return register == Reg.R10.number();
  }

  @Override
  public String toString() {
    return name;
  }
}
