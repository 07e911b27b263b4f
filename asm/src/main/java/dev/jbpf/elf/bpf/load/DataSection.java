package dev.jbpf.elf.bpf.load;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.ConfigLayout;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.section.Section;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.flag.MapFlag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A section of global variables: a loader makes it an array of one value, the variables in a row.
 * Programs refer to it by its name.
 *
 * @param name the section's, such as {@code .bss}; behind the first of several sections of one name
 *     with a number, {@code .rodata#2}
 * @param section the section
 * @param type the id of its {@code DATASEC} in the object's BTF, 0 if it has none
 */
public record DataSection(String name, Section section, int type) {
  private static final Pattern NAME = Pattern.compile("\\.(data|rodata|bss)(\\..*)?");

  /** The sections of variables of {@code object}, by their numbers. */
  public static Map<Integer, DataSection> of(ElfObject object, Optional<Btf> types) {
    Map<Integer, DataSection> found = new TreeMap<>();
    Map<String, Integer> counts = new HashMap<>();
    List<Section> sections = object.sections();
    for (Section section : sections) {
      if (isOne(section)) {
        counts.merge(section.name(), 1, Integer::sum);
      }
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      if (isOne(section)) {
        int number = seen.merge(section.name(), 1, Integer::sum);
        String name = number == 1 ? section.name() : section.name() + "#" + number;
        // A type is one section's: it does not fit one of several of that name.
        int type = counts.get(section.name()) == 1 ? type(types, section.name()) : 0;
        found.put(i, new DataSection(name, section, type));
      }
    }
    return found;
  }

  /** The settings of the kernel's configuration, if an object refers to some. */
  public static Optional<DataSection> of(ConfigLayout config) {
    return config.size() == 0
        ? Optional.empty()
        : Optional.of(
            new DataSection(
                ConfigLayout.SECTION,
                Section.ofZeros(ConfigLayout.SECTION, config.size()),
                config.section()));
  }

  private static int type(Optional<Btf> types, String name) {
    return types.map(btf -> btf.find(name, BtfKind.DATASEC)).orElse(OptionalInt.empty()).orElse(0);
  }

  private static boolean isOne(Section section) {
    return section.size() > 0
        && (section.flags() & Section.ALLOC) != 0
        && (section.flags() & Section.EXEC) == 0
        && NAME.matcher(section.name()).matches();
  }

  /** {@return whether programs may only read it; the loader is to freeze it once it is filled} */
  public boolean isReadOnly() {
    return section.name().startsWith(".rodata") || section.name().equals(ConfigLayout.SECTION);
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
        name,
        MapType.ARRAY,
        Integer.BYTES,
        section.size(),
        1,
        flags,
        0,
        0,
        0,
        type,
        Optional.empty());
  }
}
