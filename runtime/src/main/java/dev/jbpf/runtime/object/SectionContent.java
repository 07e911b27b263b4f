package dev.jbpf.runtime.object;

import dev.jbpf.btf.ConfigLayout;
import dev.jbpf.elf.bpf.load.BufferData;
import dev.jbpf.elf.bpf.load.DataSection;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * The first values of the variables of a section, which a program can change until it is loaded.
 */
final class SectionContent {
  private final DataSection section;
  private final Function<DataSection, ByteBuffer> first;
  private Optional<BufferData> bytes = Optional.empty();

  /** {@code first} gives, when asked, the first values of variables. */
  SectionContent(DataSection section, Function<DataSection, ByteBuffer> first) {
    this.section = section;
    this.first = first;
  }

  DataSection section() {
    return section;
  }

  /** Refuses to become that large where that is too small, or too late. */
  void requireRoom(String name, int size) {
    if (size < section.section().size()) {
      throw new IllegalArgumentException(
          name + " holds variables of " + section.section().size() + " bytes: " + size);
    }
    if (bytes.isPresent()) {
      throw new IllegalStateException(name + ": say its size before its variables are asked for");
    }
  }

  /** {@return by how many bytes that size is more than the object has} */
  int growth(int size) {
    return size - section.section().size();
  }

  /** {@return the values, in a copy of that size, which is made when needed} */
  BufferData bytes(int size) {
    if (bytes.isEmpty()) {
      bytes = Optional.of(new BufferData(grown(first.apply(section), size)));
    }
    return bytes.get();
  }

  private ByteBuffer grown(ByteBuffer values, int size) {
    return growth(size) == 0
        ? values
        : ByteBuffer.wrap(Arrays.copyOf(values.array(), size)).order(values.order());
  }

  /** {@return whether a new map differs from what it is to hold} */
  boolean differsFromZeros() {
    return bytes.isPresent() || !section.isZeros() || isOfSettings();
  }

  private boolean isOfSettings() {
    return section.name().equals(ConfigLayout.SECTION);
  }
}
