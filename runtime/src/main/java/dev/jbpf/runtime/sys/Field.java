package dev.jbpf.runtime.sys;

/** A member of a struct of the kernel's; implemented by enums, a row for each member. */
public interface Field {
  /** {@return its name in the kernel's type, with the names of the structs around it} */
  String path();

  /** {@return where it starts, in bytes} */
  int offset();

  /** {@return its size in bytes: 4 or 8 for a number} */
  int bytes();
}
