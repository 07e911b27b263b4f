package dev.jbpf.isa;

/**
 * A group of instructions that arrived together: the ISA version that compilers file it under, and
 * the first kernel whose verifier admits it.
 *
 * <p>Source: the version notes of clang's BPF target, and the kernel's release history.
 */
public enum Feature {
  BASE(IsaVersion.V1, 3, 18),
  JUMP_LESS(IsaVersion.V2, 4, 14),
  LOCAL_CALL(IsaVersion.V1, 4, 16),
  JUMP32(IsaVersion.V3, 5, 1),
  MAP_VALUE(IsaVersion.V1, 5, 2),
  VARIABLE_ADDRESS(IsaVersion.V1, 5, 10),
  ATOMIC_FETCH(IsaVersion.V3, 5, 12),
  FUNCTION_ADDRESS(IsaVersion.V1, 5, 13),
  KFUNC(IsaVersion.V1, 5, 13),
  MAP_INDEX(IsaVersion.V1, 5, 14),
  CPU_V4(IsaVersion.V4, 6, 6),
  BOUNDED_GOTO(IsaVersion.V4, 6, 9),
  ADDRESS_SPACE(IsaVersion.V4, 6, 9),
  ACQUIRE_RELEASE(IsaVersion.V4, 6, 15),
  INDIRECT_JUMP(IsaVersion.V4, 6, 19),
  /** Numbered, and in no kernel yet. */
  SWITCHED_JUMP(IsaVersion.V4, 9999, 0),
  /** In the instruction set, and in no kernel yet. */
  CALL_REGISTER(IsaVersion.V1, 9999, 0);

  private final IsaVersion version;
  private final KernelVersion kernel;

  Feature(IsaVersion version, int major, int minor) {
    this.version = version;
    this.kernel = new KernelVersion(major, minor);
  }

  /** {@return the lowest ISA version that has it} */
  public IsaVersion version() {
    return version;
  }

  /** {@return the first kernel that accepts it} */
  public KernelVersion kernel() {
    return kernel;
  }
}
