package dev.jbpf.vm.helper;

/**
 * A function that programs call by number: a helper, or a kfunc. A lambda will do.
 *
 * <p>r1 to r5 keep their values over a call, as in the kernel's interpreter; what is returned
 * becomes r0.
 */
@FunctionalInterface
public interface HelperFunction {
  /**
   * {@return the value of r0}
   *
   * @param call the run that calls: its memory, and ways to refuse
   */
  long call(HelperCall call, long r1, long r2, long r3, long r4, long r5);

  /** {@return whether memory may be somewhere else, or gone, after a call} */
  default boolean movesMemory() {
    return false;
  }

  /** {@return whether it may call subprograms of the program that called it} */
  default boolean callsBack() {
    return false;
  }

  /** {@return {@code function}, after which memory may be somewhere else} */
  static HelperFunction moving(HelperFunction function) {
    return new MarkedFunction(function, true, false);
  }

  /** {@return {@code function}, which may call subprograms} */
  static HelperFunction callingBack(HelperFunction function) {
    return new MarkedFunction(function, true, true);
  }
}
