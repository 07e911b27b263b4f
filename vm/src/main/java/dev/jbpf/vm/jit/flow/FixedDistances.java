package dev.jbpf.vm.jit.flow;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import java.util.OptionalInt;

/** What each register is a fixed distance from, followed along a line of instructions. */
final class FixedDistances {
  private final int[] origins = new int[Reg.COUNT];
  private final long[] distances = new long[Reg.COUNT];

  int origin(int register) {
    return origins[register];
  }

  long distance(int register) {
    return distances[register];
  }

  void set(int register, int origin, long distance) {
    origins[register] = origin;
    distances[register] = distance;
  }

  /** {@return the register that has another content now, of which nothing is known} */
  OptionalInt follow(MicroCode code, long word) {
    int micro = MicroCode.micro(word);
    int a = MicroCode.a(word);
    int b = MicroCode.b(word);
    boolean isConstant = MicroCode.isConstant(b);
    if (micro == Micro.MOV && !isConstant) {
      set(a, origins[b], distances[b]);
    } else if (micro == Micro.ADD && isConstant) {
      distances[a] += code.constant(b);
    } else if (micro == Micro.SUB && isConstant) {
      distances[a] -= code.constant(b);
    } else {
      return MicroFlow.written(word);
    }
    return OptionalInt.empty();
  }
}
