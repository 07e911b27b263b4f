package dev.jbpf.vm.helper;

/** What a run has to give back before it ends: a lock, a record of a ring buffer. */
public interface Borrowed {
  /** {@return what it is, for messages: {@code the lock at 0x40000000}} */
  String name();

  /** {@return whether nobody may go there once it is given back} */
  default boolean endsAccess() {
    return true;
  }

  /** The run ended without giving it back. */
  void abandon();
}
