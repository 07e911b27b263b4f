package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.vm.helper.HelperFunction;

/** Functions that belong together. */
interface KfuncFamily {
  /** Where they are entered. */
  @FunctionalInterface
  interface Registry {
    /** {@code function} is what the kernel's {@code name} does. */
    void put(String name, HelperFunction function);
  }

  /** Enters all of them. */
  void register(Registry registry);
}
