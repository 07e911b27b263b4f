package dev.jbpf.map;

/**
 * When an update of a map stores its value.
 *
 * <p>Source: {@code BPF_ANY}, {@code BPF_NOEXIST}, {@code BPF_EXIST} in the kernel's {@code
 * include/uapi/linux/bpf.h}.
 */
public enum UpdateMode {
  /** Always. */
  ANY(0),
  /** Only if the map does not have the key. */
  INSERT(1),
  /** Only if the map has the key. */
  REPLACE(2);

  private final int value;

  UpdateMode(int value) {
    this.value = value;
  }

  /** {@return the kernel's number for it} */
  public int value() {
    return value;
  }
}
