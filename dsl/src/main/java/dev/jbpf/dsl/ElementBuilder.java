package dev.jbpf.dsl;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.code.Linker;
import dev.jbpf.code.Located;
import dev.jbpf.code.origin.Capture;
import dev.jbpf.dsl.mnemonic.ArithmeticMnemonics;
import dev.jbpf.dsl.mnemonic.Atomics;
import dev.jbpf.dsl.mnemonic.JumpMnemonics;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.TargetMachine;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The lowest layer of the builder: takes elements, one behind the other, and ends the block that
 * may still get an alternative when something follows it.
 */
abstract sealed class ElementBuilder
    implements ArithmeticMnemonics<ProgramBuilder>,
        JumpMnemonics<ProgramBuilder>,
        Atomics<ProgramBuilder>
    permits BlockBuilder {
  final Linker linker;
  private final boolean capture = Capture.isOn();
  private Optional<IfBlock> unfinished = Optional.empty();

  ElementBuilder(TargetMachine machine) {
    linker = new Linker(machine);
  }

  /** {@return this builder, as users know it} */
  abstract ProgramBuilder self();

  @Override
  public ProgramBuilder with(CodeElement element) {
    if (unfinished.isPresent()) {
      finish();
    }
    linker.add(capture ? Located.here(element) : element);
    return self();
  }

  @Override
  public ProgramBuilder with(Op op, Reg dst, Reg src, int off, long imm) {
    if (capture || unfinished.isPresent()) {
      return with(Insn.of(op, dst, src, off, imm));
    }
    linker.add(op, dst, src, off, imm);
    return self();
  }

  /** Adds {@code elements} behind the others. */
  public ProgramBuilder with(CodeElement... elements) {
    for (CodeElement element : elements) {
      with(element);
    }
    return self();
  }

  /** Gives the place of the next instruction a name. */
  public ProgramBuilder label(String name) {
    return with(Label.named(name));
  }

  /** Puts {@code label} at the place of the next instruction. */
  public ProgramBuilder bind(Label label) {
    return with(label);
  }

  ProgramBuilder body(Consumer<? super ProgramBuilder> body) {
    body.accept(self());
    finish();
    return self();
  }

  /** Ends the block that may still get an alternative. */
  final void finish() {
    while (unfinished.isPresent()) {
      IfBlock block = unfinished.get();
      unfinished = Optional.empty();
      block.close();
    }
  }

  /** Lets {@code block} go on; it is the last thing that was added. */
  void takeBack(IfBlock block) {
    if (!unfinished.equals(Optional.of(block))) {
      throw new IllegalStateException("something follows the block already: no place for an else");
    }
    unfinished = Optional.empty();
  }

  /** {@return whether control can reach what is added next} */
  public boolean isOpen() {
    finish();
    return linker.isOpen();
  }

  /** {@return how many slots the program has so far} */
  public int size() {
    return linker.size();
  }

  /** Takes notice of a block that may get an alternative, until something follows. */
  final IfBlock unfinished(IfBlock block) {
    unfinished = Optional.of(block);
    return block;
  }
}
