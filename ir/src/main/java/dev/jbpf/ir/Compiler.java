package dev.jbpf.ir;

import dev.jbpf.code.Program;
import dev.jbpf.isa.TargetMachine;
import java.util.function.BiConsumer;

/**
 * From IR to a program: passes, selection of instructions, registers, stack, linking.
 *
 * @param target what the program is to run on
 * @param dump takes the IR as text before the first pass and after each: the name of the pass, the
 *     text
 */
public record Compiler(TargetMachine target, BiConsumer<String, String> dump) {
  private static final BiConsumer<String, String> NOBODY = (pass, text) -> {};

  /** {@return a compiler for {@code target}} */
  public static Compiler forTarget(TargetMachine target) {
    return new Compiler(target, NOBODY);
  }

  /** {@return the same, which tells {@code reader} what the IR is like after each pass} */
  public Compiler dumpingTo(BiConsumer<String, String> reader) {
    return new Compiler(target, reader);
  }

  /**
   * {@return the program that {@code module} describes} The module is used up: passes change it.
   *
   * @throws IrException if it cannot be written for the target, or needs more stack than there is
   */
  public Program compile(Module module) {
    throw new UnsupportedOperationException(module.main().name());
  }
}
