package dev.jbpf.elf.bpf.load;

import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.section.Section;
import dev.jbpf.kernel.MapType;
import java.util.List;
import java.util.Optional;

/**
 * Variables in an arena: the section {@code .addr_space.1}, which loaders copy to the start of the
 * arena's memory.
 *
 * @param map the name of the object's only arena
 * @param number the section's, among those of the object
 */
public record ArenaSection(String map, int number, Section section) {
  private static final String NAME = ".addr_space.1";

  /** {@return that of {@code object}, if it has one, and an arena among its {@code maps}} */
  public static Optional<ArenaSection> of(ElfObject object, List<ObjectMap> maps) {
    Optional<String> arena = arena(maps);
    for (int number = 0; number < object.sections().size(); number++) {
      Section section = object.sections().get(number);
      if (section.name().equals(NAME) && section.size() > 0 && arena.isPresent()) {
        return Optional.of(new ArenaSection(arena.get(), number, section));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> arena(List<ObjectMap> maps) {
    for (ObjectMap map : maps) {
      if (map.type() == MapType.ARENA) {
        return Optional.of(map.name());
      }
    }
    return Optional.empty();
  }

  /** {@return the first values of its variables} */
  public byte[] content() {
    return section.isZeros() ? new byte[section.size()] : section.toBytes();
  }
}
