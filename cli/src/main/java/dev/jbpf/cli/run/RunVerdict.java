package dev.jbpf.cli.run;

import dev.jbpf.code.Slot;
import java.util.Optional;

/** How a run ended. */
public sealed interface RunVerdict {

  /**
   * The program reached its exit.
   *
   * @param r0 what it returned, unsigned; 32 bits of it in the kernel
   */
  record Accept(long r0) implements RunVerdict {}

  /**
   * The engine would not have the program.
   *
   * @param error why
   * @param slot where, if the engine tells
   */
  record Reject(String error, Optional<Slot> slot) implements RunVerdict {}

  /**
   * This machine, or the user's rights, do not allow to ask.
   *
   * @param error what is missing
   */
  record NotPossible(String error) implements RunVerdict {}

  /**
   * The program did what no program may.
   *
   * @param error what
   * @param slot where
   */
  record Fault(String error, Slot slot) implements RunVerdict {}
}
