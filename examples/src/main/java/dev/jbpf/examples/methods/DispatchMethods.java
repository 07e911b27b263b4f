package dev.jbpf.examples.methods;

import dev.jbpf.examples.values.dispatch.DispatchPrograms;
import dev.jbpf.methods.BpfFunction;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.SocketContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Programs;
import dev.jbpf.methods.map.Table;

/** Goes on in the program of the packet's protocol, and counts what each has seen. */
public final class DispatchMethods {
  static final Programs PROGRAMS = Programs.of(DispatchPrograms.PROGRAMS);
  static final Table<Integer, Long> COUNTS = Table.of(DispatchPrograms.COUNTS);

  private static final int PROTOCOL = 14 + 9;

  private DispatchMethods() {}

  @BpfProgram("socket")
  static int dispatch(SocketContext context) {
    PROGRAMS.call(context.area(), numberOf(context.u8At(PROTOCOL)));
    count(3);
    return 0;
  }

  @BpfFunction
  static int numberOf(int protocol) {
    return switch (protocol) {
      case 6 -> 1;
      case 17 -> 2;
      default -> 0;
    };
  }

  @BpfProgram("socket")
  static int handler1(SocketContext context) {
    count(1);
    return 5;
  }

  private static void count(int number) {
    Cell<Long> count = COUNTS.find(number);
    if (count != null) {
      count.addAtomic(1);
    }
  }
}
