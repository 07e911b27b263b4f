package dev.jbpf.kernel;

/** A constant of an enumeration of the kernel. */
public interface KernelConstant {
  /** {@return its number in the kernel} */
  int value();

  /** {@return its name in the kernel's headers, such as {@code BPF_MAP_TYPE_HASH}} */
  String kernelName();
}
