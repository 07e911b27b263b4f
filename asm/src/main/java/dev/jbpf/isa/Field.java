package dev.jbpf.isa;

/** A field of {@code struct bpf_insn}, apart from the opcode. */
public enum Field {
  /** Destination register, 4 bits. */
  DST("dst"),
  /** Source register, 4 bits; for some opcodes a number that tells instructions apart. */
  SRC("src"),
  /** Signed 16-bit offset, in bytes for memory and in slots for jumps. */
  OFF("off"),
  /** Signed 32-bit immediate; 64 bits, in two slots, for {@code lddw}. */
  IMM("imm");

  private final String label;

  Field(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
