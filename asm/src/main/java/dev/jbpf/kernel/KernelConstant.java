package dev.jbpf.kernel;

import java.util.List;
import java.util.Optional;

/** A constant of an enumeration of the kernel. */
public interface KernelConstant {
  /** {@return its number in the kernel} */
  int value();

  /** {@return its name in the kernel's headers, such as {@code BPF_MAP_TYPE_HASH}} */
  String kernelName();

  /**
   * {@return the constant of that number, if there is one}
   *
   * @param all constants, in the order of the kernel: those that count from 0 are found at once
   */
  static <E extends KernelConstant> Optional<E> find(List<E> all, int value) {
    if (value >= 0 && value < all.size() && all.get(value).value() == value) {
      return Optional.of(all.get(value));
    }
    return all.stream().filter(constant -> constant.value() == value).findFirst();
  }
}
