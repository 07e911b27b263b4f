package dev.jbpf.isa;

/** A field of {@code struct bpf_insn}, apart from the opcode. */
public enum Field {
  /** Destination register, 4 bits. */
  DST("dst", Words.DST_SHIFT, 4),
  /** Source register, 4 bits; for some opcodes a number that tells instructions apart. */
  SRC("src", Words.SRC_SHIFT, 4),
  /** Signed 16-bit offset, in bytes for memory and in slots for jumps. */
  OFF("off", Words.OFF_SHIFT, 16),
  /** Signed 32-bit immediate; 64 bits, in two slots, for {@code lddw}. */
  IMM("imm", Words.IMM_SHIFT, 32);

  private final String label;
  private final int shift;
  private final int width;

  Field(String label, int shift, int width) {
    this.label = label;
    this.shift = shift;
    this.width = width;
  }

  /** {@return the place of its lowest bit in a slot, as {@link Words} lays it out} */
  public int shift() {
    return shift;
  }

  /** {@return how many bits it has} */
  public int width() {
    return width;
  }

  @Override
  public String toString() {
    return label;
  }
}
