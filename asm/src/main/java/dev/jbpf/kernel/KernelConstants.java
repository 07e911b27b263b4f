package dev.jbpf.kernel;

import java.util.List;
import java.util.Optional;

/** Finds a constant by its number: at once where numbers count from 0, else by looking at all. */
final class KernelConstants {
  private KernelConstants() {}

  static <E extends KernelConstant> Optional<E> find(List<E> all, int value) {
    if (value >= 0 && value < all.size() && all.get(value).value() == value) {
      return Optional.of(all.get(value));
    }
    return all.stream().filter(constant -> constant.value() == value).findFirst();
  }
}
