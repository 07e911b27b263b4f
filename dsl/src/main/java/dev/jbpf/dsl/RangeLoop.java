package dev.jbpf.dsl;

import dev.jbpf.code.Label;
import dev.jbpf.dsl.internal.LoopPlaces;
import dev.jbpf.isa.Reg;
import java.util.function.Consumer;

/** A loop over the numbers {@code from} to {@code to - 1}, of which there is one at least. */
record RangeLoop(Reg counter, int from, int to, Consumer<? super ProgramBuilder> body) {

  void emit(ProgramBuilder b, LoopForm form, LoopRegisters carried) {
    switch (form) {
      case UNROLLED -> b.unrolled(from, to, (t, i) -> body.accept(t.mov(counter, i)));
      case BOUNDED -> emitBounded(b);
      case HELPER -> new HelperLoop(counter, from, carried, body).emit(b, (long) to - from);
    }
  }

  /** It is left at its end: the first round is never in question. */
  private void emitBounded(ProgramBuilder b) {
    Label top = Label.create();
    Label next = Label.create();
    Label end = Label.create();
    b.mov(counter, from).bind(top).loop(new LoopPlaces(next, end), body);
    b.bind(next).add(counter, 1).jslt(counter, to, top).bind(end);
  }
}
