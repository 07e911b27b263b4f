package dev.jbpf.vm.exec;

import dev.jbpf.vm.helper.HelperFunction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a program's numbers stand for: found once, when it is loaded. */
public interface Linkage {
  /** {@return why nothing may reach the call at that slot, whatever its number is} */
  default Optional<String> unreachable(int slot) {
    return Optional.empty();
  }

  /** {@return where the function starts that takes what the program throws, if it has one} */
  default OptionalInt exceptionCallback() {
    return OptionalInt.empty();
  }

  /** {@return the helper of that number} */
  Optional<HelperFunction> helper(int id);

  /** {@return the kernel function of that BTF number} */
  Optional<HelperFunction> kfunc(int id);

  /** {@return what stands for the map of that descriptor in a register} */
  OptionalLong map(int descriptor);

  /** {@return the address of byte {@code offset} of the first value of the map} */
  OptionalLong mapValue(int descriptor, int offset);

  /**
   * {@return the slots that the map of that descriptor names, if it is an array of instructions}
   */
  default List<Integer> places(int descriptor) {
    return List.of();
  }

  /** {@return the descriptor at that place of the list given at load} */
  Optional<Integer> descriptorAt(int index);
}
