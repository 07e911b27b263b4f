package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.vm.exec.EdgeCounts;
import dev.jbpf.vm.exec.Paths;
import java.util.Optional;

/**
 * Counts in a {@link PureBody}: which way a run goes is a number in a variable, and counted at its
 * end only. So a run that is given up, and begins again in the other method, is counted there.
 */
final class PathCounter extends EdgeCounter {
  private final BytecodeEmitter emit;
  private final Optional<Paths> paths;

  PathCounter(BytecodeEmitter emit, CallSites calls) {
    super(emit, calls);
    this.emit = emit;
    this.paths = emit.code().edges().flatMap(EdgeCounts::paths);
  }

  @Override
  void initialize() {
    if (isOn()) {
      emit.op(ICONST_0);
      emit.load(ISTORE, emit.locals().path);
    }
  }

  @Override
  void edge(int slot) {
    paths
        .filter(known -> known.weight(slot) > 0)
        .ifPresent(known -> emit.out().visitIincInsn(emit.locals().path, known.weight(slot)));
  }

  @Override
  void end() {
    if (isOn()) {
      pushCounts();
      emit.load(ILOAD, emit.locals().path);
      emit.pushInt(EdgeCounts.path(emit.code(), 0));
      emit.op(IADD);
      emit.op(DUP2);
      emit.op(LALOAD);
      emit.op(LCONST_1);
      emit.op(LADD);
      emit.op(LASTORE);
    }
  }
}
