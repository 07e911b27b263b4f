package dev.jbpf.dsl;

import dev.jbpf.code.Label;
import dev.jbpf.dsl.internal.LoopPlaces;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Limits;
import java.util.function.Consumer;

/**
 * A loop that {@code bpf_loop} runs: the body is a function, which takes the registers that it
 * shares with its surroundings from the stack, and puts them back.
 */
final class HelperLoop {
  private static final int MAX_ROUNDS = Limits.BPF_MAX_LOOPS;
  private static final int GO_ON = 0;
  private static final int STOP = 1;

  private final Reg counter;
  private final int from;
  private final LoopRegisters carried;
  private final Consumer<? super ProgramBuilder> body;

  HelperLoop(Reg counter, int from, LoopRegisters carried, Consumer<? super ProgramBuilder> body) {
    if (counter.compareTo(Reg.R6) < 0 || counter == Reg.R10) {
      throw new IllegalArgumentException(
          "the counter is " + counter.name64() + ", must be one of r6 to r9, which calls keep");
    }
    if (carried.registers().contains(counter)) {
      throw new IllegalArgumentException("the counter " + counter.name64() + " is carried anyway");
    }
    this.counter = counter;
    this.from = from;
    this.carried = carried;
    this.body = body;
  }

  void emit(ProgramBuilder b, long rounds) {
    if (rounds > MAX_ROUNDS) {
      throw new IllegalArgumentException(rounds + " rounds, bpf_loop makes at most " + MAX_ROUNDS);
    }
    Label function = b.function(this::emitBody);
    Arg.Ptr place = carried.isNothing() ? Arg.nothing() : Arg.stack(carried.offset());
    for (int i = 0; i < carried.registers().size(); i++) {
      b.stxdw(Reg.R10, carried.offset() + LoopRegisters.place(i), carried.registers().get(i));
    }
    b.call(Helpers.loop(Arg.imm(rounds), Arg.function(function), place, Arg.imm(0)));
    load(b, Reg.R10, carried.offset());
  }

  /** R1 is the number of the round, R2 the address of the registers. */
  private void emitBody(ProgramBuilder b) {
    if (!carried.isNothing()) {
      b.stxdw(Reg.R10, carried.offset(), Reg.R2);
    }
    b.mov(counter, Reg.R1);
    if (from != 0) {
      b.add(counter, from);
    }
    load(b, Reg.R2, 0);
    Label next = Label.create();
    Label end = Label.create();
    Label leave = Label.create();
    LoopPlaces loop = new LoopPlaces(next, end);
    b.loop(loop, body).bind(next).mov(Reg.R0, GO_ON);
    if (loop.isLeft()) {
      b.ja(leave).bind(end).mov(Reg.R0, STOP).bind(leave);
    }
    putBack(b);
    b.exit();
  }

  private void load(ProgramBuilder b, Reg base, int offset) {
    for (int i = 0; i < carried.registers().size(); i++) {
      b.ldxdw(carried.registers().get(i), base, offset + LoopRegisters.place(i));
    }
  }

  private void putBack(ProgramBuilder b) {
    if (carried.isNothing()) {
      return;
    }
    b.ldxdw(Reg.R2, Reg.R10, carried.offset());
    for (int i = 0; i < carried.registers().size(); i++) {
      b.stxdw(Reg.R2, LoopRegisters.place(i), carried.registers().get(i));
    }
  }
}
