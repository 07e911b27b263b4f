package dev.jbpf.dsl.value.memory;

import dev.jbpf.dsl.value.internal.Scope;

/** Whether memory may be used where it is: says at the caller's line where it may not. */
@FunctionalInterface
public interface AccessCheck {
  /** Memory that stays, and may be written. */
  AccessCheck ALWAYS = () -> {};

  /**
   * Checks that it is there.
   *
   * @throws dev.jbpf.ir.IrException if it is gone
   */
  void check();

  /**
   * Checks that it is there, and may be written.
   *
   * @throws dev.jbpf.ir.IrException if it is gone, or only to be read
   */
  default void checkWrite() {
    check();
  }

  /**
   * {@return memory that stays, and that programs may only read}
   *
   * @param what says so, for the message
   */
  @SuppressWarnings("exports")
  static AccessCheck readOnly(Scope scope, String what, String advice) {
    return new AccessCheck() {
      @Override
      public void check() {}

      @Override
      public void checkWrite() {
        throw scope.error("constant-written", what, advice);
      }
    };
  }
}
