package dev.jbpf.examples.tcclassify;

import dev.jbpf.kernel.TcAction;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.TcContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;
import dev.jbpf.methods.packet.Ipv4;

/** The same program as a method. */
final class ClassMethod {
  private static final Table<Integer, Long> CLASS_OF = Table.of(ClassProgram.CLASS_OF);
  private static final Table<Integer, ClassProgram.Sum> SUMS = Table.of(ClassProgram.SUMS);

  private ClassMethod() {}

  @BpfProgram(value = "tc", name = "tc_classify")
  static int classify(TcContext context) {
    int mark = 0;
    Ipv4 ip = context.packet().ipv4();
    Cell<Long> found = ip == null ? null : CLASS_OF.find(ip.protocol());
    if (found != null) {
      mark = found.get().intValue();
    }
    context.setMark(mark);
    Cell<ClassProgram.Sum> sum = SUMS.find(mark);
    if (sum != null) {
      sum.at(ClassProgram.Sum::packets).addAtomic(1);
      sum.at(ClassProgram.Sum::bytes).addAtomic(context.length());
    }
    return TcAction.UNSPEC.value(); // the next program may decide
  }
}
