package dev.jbpf.map.flag;

import dev.jbpf.kernel.UpdateFlags;

/** When an update of a map stores its value. */
public enum UpdateMode {
  /** Always. */
  ANY(UpdateFlags.BPF_ANY),
  /** Only if the map does not have the key. */
  INSERT(UpdateFlags.BPF_NOEXIST),
  /** Only if the map has the key. */
  REPLACE(UpdateFlags.BPF_EXIST);

  private final int value;

  UpdateMode(int value) {
    this.value = value;
  }

  /** {@return the kernel's number for it} */
  public int value() {
    return value;
  }
}
