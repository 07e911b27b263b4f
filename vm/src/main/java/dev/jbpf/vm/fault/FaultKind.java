package dev.jbpf.vm.fault;

/** Why a run was stopped. */
public enum FaultKind {
  /** An access that is not wholly inside one region. */
  MEMORY("memory"),
  /** A store to memory that programs may only read. */
  READ_ONLY("read-only"),
  /** An atomic access whose address is no multiple of its size. */
  MISALIGNED("misaligned"),
  /** A slot that holds no instruction, or the second half of one. */
  INVALID_INSTRUCTION("invalid-instruction"),
  /** A jump or call to a place outside the program. */
  JUMP_OUTSIDE("jump-outside"),
  /** Control ran past the last instruction. */
  END_OF_PROGRAM("end-of-program"),
  /** An instruction that writes r10. */
  FRAME_POINTER("frame-pointer"),
  /** An instruction that no engine runs: {@code callx}, an address of a kernel variable. */
  UNSUPPORTED("unsupported"),
  /** A call of a helper or kfunc that nobody registered. */
  UNKNOWN_HELPER("unknown-helper"),
  /** An argument that a helper cannot take, such as a number where a map is due. */
  HELPER_ARGUMENT("helper-argument"),
  /** A lock that is held, or a record that is neither submitted nor discarded, at the end. */
  NOT_GIVEN_BACK("not-given-back"),
  /**
   * An access through what is no pointer to it, or a use of what was never written: only where
   * {@code VmOptions.withStrict} says so.
   */
  PROVENANCE("provenance"),
  /** More than 8 frames. */
  CALL_DEPTH("call-depth"),
  /** The instruction budget is used up. */
  BUDGET("budget");

  private final String code;

  FaultKind(String code) {
    this.code = code;
  }

  /** {@return the stable name of the kind, as messages and JSON answers write it} */
  public String code() {
    return code;
  }
}
