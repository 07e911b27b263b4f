package dev.jbpf.vm.jit.flow;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.exec.operation.AtomicBits;
import java.util.OptionalInt;

/** Where control goes after an instruction, and what else is asked about one. */
public final class MicroFlow {
  private MicroFlow() {}

  public static boolean isJump(int micro) {
    return micro >= Micro.JA && micro <= Micro.MAY_GOTO;
  }

  /** {@return whether it calls something, which may change what is left of the budget} */
  public static boolean isCall(int micro) {
    return micro == Micro.CALL
        || micro == Micro.CALL_LOCAL
        || micro == Micro.TAIL_CALL
        || micro == Micro.PACKET;
  }

  public static boolean fallsThrough(int micro) {
    return micro != Micro.JA && micro != Micro.EXIT && micro != Micro.TRAP;
  }

  public static int following(int slot, int micro) {
    return micro == Micro.WIDE ? slot + 2 : slot + 1;
  }

  /** {@return whether it only changes a register, by registers and constants} */
  static boolean isArithmetic(int micro) {
    return micro >= Micro.ADD && micro < Micro.JA;
  }

  public static boolean isLoad(int micro) {
    return micro >= Micro.LOAD1 && micro <= Micro.LOADS4;
  }

  public static boolean isStore(int micro) {
    return micro >= Micro.STORE1 && micro <= Micro.STORE8;
  }

  /** {@return whether a run may be stopped there} */
  public static boolean canFault(int micro) {
    return micro == Micro.TRAP || micro >= Micro.CALL && micro != Micro.WIDE;
  }

  /** {@return the bytes that a load or store accesses} */
  public static int size(int micro) {
    return switch (micro) {
      case Micro.LOAD1, Micro.LOADS1, Micro.STORE1 -> 1;
      case Micro.LOAD2, Micro.LOADS2, Micro.STORE2 -> 2;
      case Micro.LOAD4, Micro.LOADS4, Micro.STORE4 -> 4;
      default -> 8;
    };
  }

  /** {@return the register that a load or store starts from} */
  public static int pointer(long word) {
    return isLoad(MicroCode.micro(word)) ? MicroCode.b(word) : MicroCode.a(word);
  }

  /** {@return whether it is a load or store that is known to be inside the frame} */
  public static boolean isInFrame(long word) {
    int micro = MicroCode.micro(word);
    int offset = MicroCode.c(word);
    return (isLoad(micro) || isStore(micro))
        && pointer(word) == Reg.R10.number()
        && offset >= -EngineState.FRAME_BYTES
        && offset <= -size(micro);
  }

  /** {@return the register that the instruction changes} */
  public static OptionalInt written(long word) {
    int micro = MicroCode.micro(word);
    if (micro == Micro.CALL || micro == Micro.CALL_LOCAL || micro == Micro.PACKET) {
      return OptionalInt.of(0);
    }
    if (micro == Micro.ATOMIC) {
      return AtomicBits.fetches(MicroCode.b(word))
          ? OptionalInt.of(AtomicBits.result(MicroCode.b(word)))
          : OptionalInt.empty();
    }
    boolean isNone = isStore(micro) || isJump(micro) || micro == Micro.RELEASE;
    return isNone ? OptionalInt.empty() : OptionalInt.of(MicroCode.a(word));
  }

  /** {@return about how many bytes of bytecode the instruction becomes} */
  public static int weight(int micro) {
    if (isLoad(micro) || isStore(micro)) {
      return 85;
    }
    return switch (micro) {
      case Micro.CALL, Micro.CALL_LOCAL, Micro.TAIL_CALL, Micro.PACKET, Micro.ATOMIC -> 60;
      default -> isJump(micro) ? 22 : 10;
    };
  }
}
