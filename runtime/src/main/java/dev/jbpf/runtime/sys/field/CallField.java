package dev.jbpf.runtime.sys.field;

/** A member of a struct of the kernel's; implemented by enums, a row for each member. */
public interface CallField {

  /**
   * Where a member is.
   *
   * @param path its name in the kernel's type, with the names of the structs around it
   * @param offset where it starts, in bytes
   * @param bytes its size: 4 or 8 for a number
   */
  record Member(String path, int offset, int bytes) {}

  /** {@return where it is} */
  Member member();

  /** {@return its name in the kernel's type, with the names of the structs around it} */
  default String path() {
    return member().path();
  }

  /** {@return where it starts, in bytes} */
  default int offset() {
    return member().offset();
  }

  /** {@return its size in bytes: 4 or 8 for a number} */
  default int bytes() {
    return member().bytes();
  }
}
