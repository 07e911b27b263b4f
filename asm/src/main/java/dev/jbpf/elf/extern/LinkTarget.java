package dev.jbpf.elf.extern;

import dev.jbpf.btf.core.CoreTypes;
import java.util.OptionalLong;

/** The kernel that the programs of an object are linked for. */
public interface LinkTarget {
  /** {@return its types} */
  CoreTypes types();

  /**
   * {@return the address of the kernel's function or variable of that name; empty if it has none}
   *
   * @throws IllegalArgumentException if it has several, or does not tell
   */
  OptionalLong address(String symbol);

  /**
   * {@return the number of its function for programs (kfunc) of that name, whatever its types say;
   * empty if they say it}
   */
  default OptionalLong function(String name) {
    return OptionalLong.empty();
  }

  /** {@return the same of its variable of that name} */
  default OptionalLong variable(String name) {
    return OptionalLong.empty();
  }

  /** {@return a kernel that has these types, and nothing that goes by an address} */
  static LinkTarget of(CoreTypes types) {
    return new LinkTarget() {
      @Override
      public CoreTypes types() {
        return types;
      }

      @Override
      public OptionalLong address(String symbol) {
        return OptionalLong.empty();
      }
    };
  }
}
