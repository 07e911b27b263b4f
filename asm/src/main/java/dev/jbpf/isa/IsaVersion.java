package dev.jbpf.isa;

/** A version of the instruction set, as clang's {@code -mcpu=v1} to {@code -mcpu=v4} name them. */
public enum IsaVersion {
  V1,
  V2,
  V3,
  V4;

  /** {@return whether code for this version may use what came with {@code other}} */
  public boolean includes(IsaVersion other) {
    return compareTo(other) >= 0;
  }

  @Override
  public String toString() {
    return "v" + (ordinal() + 1);
  }
}
