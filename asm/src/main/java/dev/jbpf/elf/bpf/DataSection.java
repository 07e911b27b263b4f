package dev.jbpf.elf.bpf;

import dev.jbpf.elf.Section;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapFlag;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A section of global variables: a loader makes it an array of one value, the variables in a row.
 * Programs refer to it by the section's name.
 *
 * @param section the section
 * @param type the id of its {@code DATASEC} in the object's BTF, 0 if it has none
 */
public record DataSection(Section section, int type) {
  private static final Pattern NAME = Pattern.compile("\\.(data|rodata|bss)(\\..*)?");

  static boolean isOne(Section section) {
    return section.size() > 0
        && (section.flags() & Section.ALLOC) != 0
        && (section.flags() & Section.EXEC) == 0
        && NAME.matcher(section.name()).matches();
  }

  /** {@return the section's name, such as {@code .bss}} */
  public String name() {
    return section.name();
  }

  /** {@return whether programs may only read it; the loader is to freeze it once it is filled} */
  public boolean isReadOnly() {
    return section.name().startsWith(".rodata");
  }

  /** {@return whether all variables are zero at first, as a new map is} */
  public boolean isZeros() {
    return section.isZeros();
  }

  /**
   * {@return the first values of its variables, a copy; an object of any size can ask for 2 GiB}
   */
  public byte[] content() {
    return isZeros() ? new byte[section.size()] : section.toBytes();
  }

  /** {@return the map to make of it; it can be mapped into memory, which needs Linux 5.5} */
  public ObjectMap map() {
    int flags = MapFlag.MMAPABLE.mask() | (isReadOnly() ? MapFlag.RDONLY_PROG.mask() : 0);
    return new ObjectMap(
        name(),
        MapType.ARRAY,
        Integer.BYTES,
        section.size(),
        1,
        flags,
        0,
        false,
        0,
        type,
        Optional.empty());
  }
}
