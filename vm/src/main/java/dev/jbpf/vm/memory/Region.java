package dev.jbpf.vm.memory;

/** A stretch of the memory that a program sees. */
public sealed interface Region permits ArrayRegion, SharedRegion {
  /** {@return what it is, for messages: {@code stack frame 0}, {@code packet}} */
  String name();

  /** {@return the address of its first byte} */
  long base();

  /** {@return its size in bytes} */
  long length();
}
