package dev.jbpf.vm.helper.family;

import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.HelperFunction;

/** Helpers that belong together. */
public interface HelperFamily {
  /** Where they are entered. */
  @FunctionalInterface
  interface Registry {
    /** {@code function} is what {@code helper} does. */
    void put(Helper helper, HelperFunction function);
  }

  /** Enters all of them. */
  void register(Registry registry);
}
