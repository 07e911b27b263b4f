package dev.jbpf.testing;

import dev.jbpf.classic.ClassicInsn;
import dev.jbpf.classic.ClassicOp;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.classic.Extension;
import java.util.Map;
import java.util.Optional;

/** The machine of 1992, as its manual describes it: what tests compare others with. */
public final class ClassicMachine {
  private static final int NETWORK = -0x100000;
  private static final int LINK = -0x200000;

  private final ClassicProgram program;
  private final Packet packet;
  private final int[] scratch = new int[ClassicProgram.SCRATCH_WORDS];
  private int a;
  private int x;

  private ClassicMachine(ClassicProgram program, Packet packet) {
    this.program = program;
    this.packet = packet;
  }

  /**
   * What a filter sees.
   *
   * @param data the bytes, from the link layer's header on
   * @param network where the network layer's header starts
   * @param facts what extensions give, as far as known
   */
  public record Packet(byte[] data, int network, Map<Extension, Integer> facts) {}

  /**
   * {@return what the filter returns for the packet, unsigned}
   *
   * @throws UnsupportedOperationException if it asks for an extension that is not known
   */
  public static long run(ClassicProgram program, Packet packet) {
    return new ClassicMachine(program, packet).run() & 0xffff_ffffL;
  }

  private int run() {
    for (int at = 0; ; at++) {
      ClassicInsn insn = program.insns().get(at);
      ClassicOp op = insn.op().orElseThrow();
      int k = (int) insn.k();
      switch (op) {
        case RET_K -> {
          return k;
        }
        case RET_X -> {
          return x;
        }
        case RET_A -> {
          return a;
        }
        case JA -> at += k;
        case JEQ_K -> at += a == k ? insn.jt() : insn.jf();
        case JEQ_X -> at += a == x ? insn.jt() : insn.jf();
        case JGT_K -> at += Integer.compareUnsigned(a, k) > 0 ? insn.jt() : insn.jf();
        case JGT_X -> at += Integer.compareUnsigned(a, x) > 0 ? insn.jt() : insn.jf();
        case JGE_K -> at += Integer.compareUnsigned(a, k) >= 0 ? insn.jt() : insn.jf();
        case JGE_X -> at += Integer.compareUnsigned(a, x) >= 0 ? insn.jt() : insn.jf();
        case JSET_K -> at += (a & k) != 0 ? insn.jt() : insn.jf();
        case JSET_X -> at += (a & x) != 0 ? insn.jt() : insn.jf();
        default -> {
          if (!step(op, k)) {
            return 0;
          }
        }
      }
    }
  }

  /** Everything that goes on with the next instruction; false where the filter ends with 0. */
  private boolean step(ClassicOp op, int k) {
    switch (op) {
      case LD_W_ABS, LD_H_ABS, LD_B_ABS -> {
        Optional<Extension> extension = Extension.at(k & 0xffff_ffffL);
        return extension.isPresent() ? extension(extension.get()) : load(op, k);
      }
      case LD_W_IND, LD_H_IND, LD_B_IND -> {
        return load(op, x + k);
      }
      case LDX_MSH -> {
        Optional<Integer> loaded = packet(k, 1);
        x = loaded.orElse(0) & 0xf;
        x <<= 2;
        return loaded.isPresent();
      }
      case LD_LEN -> a = packet.data().length;
      case LDX_LEN -> x = packet.data().length;
      case LD_IMM -> a = k;
      case LDX_IMM -> x = k;
      case LD_MEM -> a = scratch[k];
      case LDX_MEM -> x = scratch[k];
      case ST -> scratch[k] = a;
      case STX -> scratch[k] = x;
      case TAX -> x = a;
      case TXA -> a = x;
      case NEG -> a = -a;
      case ADD_K, SUB_K, MUL_K, DIV_K, OR_K, AND_K, LSH_K, RSH_K, MOD_K, XOR_K -> {
        return compute(op, k);
      }
      default -> {
        return compute(op, x);
      }
    }
    return true;
  }

  private boolean compute(ClassicOp op, int with) {
    switch (op) {
      case ADD_K, ADD_X -> a += with;
      case SUB_K, SUB_X -> a -= with;
      case MUL_K, MUL_X -> a *= with;
      case OR_K, OR_X -> a |= with;
      case AND_K, AND_X -> a &= with;
      case XOR_K, XOR_X -> a ^= with;
      case LSH_K, LSH_X -> a <<= with;
      case RSH_K, RSH_X -> a >>>= with;
      case DIV_K, DIV_X -> {
        if (with == 0) {
          return false;
        }
        a = Integer.divideUnsigned(a, with);
      }
      case MOD_K, MOD_X -> {
        if (with == 0) {
          return false;
        }
        a = Integer.remainderUnsigned(a, with);
      }
      default -> throw new IllegalStateException("no case for " + op);
    }
    return true;
  }

  private boolean extension(Extension extension) {
    if (extension == Extension.XOR) {
      a ^= x;
      return true;
    }
    Integer fact = packet.facts().get(extension);
    if (fact == null) {
      throw new UnsupportedOperationException(extension.toString());
    }
    a = fact;
    return true;
  }

  private boolean load(ClassicOp op, int at) {
    int size =
        switch (op) {
          case LD_W_ABS, LD_W_IND -> 4;
          case LD_H_ABS, LD_H_IND -> 2;
          default -> 1;
        };
    Optional<Integer> loaded = packet(at, size);
    loaded.ifPresent(value -> a = value);
    return loaded.isPresent();
  }

  private Optional<Integer> packet(int at, int size) {
    long place = at;
    if (at < 0 && at >= NETWORK) {
      place = (long) at - NETWORK + packet.network();
    } else if (at < 0 && at >= LINK) {
      place = (long) at - LINK;
    }
    if (place < 0 || place + size > packet.data().length) {
      return Optional.empty();
    }
    int value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | packet.data()[(int) place + i] & 0xff;
    }
    return Optional.of(value);
  }
}
