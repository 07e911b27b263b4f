package dev.jbpf.verifier.report;

/** Is told what the verifier knows, as it follows a program. */
@FunctionalInterface
public interface StateListener {
  /**
   * The verifier comes to an instruction; on another path, or in a loop, perhaps not for the first
   * time.
   *
   * @param slot the instruction's
   * @param state what is known before it; to be asked before this returns
   */
  void before(int slot, Known state);
}
