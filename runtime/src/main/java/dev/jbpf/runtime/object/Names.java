package dev.jbpf.runtime.object;

import dev.jbpf.diag.Suggestions;
import dev.jbpf.kernel.ObjectName;
import java.nio.file.Path;
import java.util.Map;

/** Names of what an object has, and what the kernel calls it. */
final class Names {
  /** How much of a section's name remains where there is little room. */
  private static final int SECTION_LENGTH = 7;

  private Names() {}

  /**
   * {@return what {@code all} has under {@code name}}
   *
   * @throws IllegalArgumentException if it has nothing; lists what there is
   */
  static <T> T require(String object, String what, String name, Map<String, T> all) {
    T found = all.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          String.format(
              "%s has no %s '%s'%s",
              object,
              what,
              name,
              Suggestions.nearest(name, all.keySet())
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse("; it has " + all.keySet())));
    }
    return found;
  }

  /** {@return {@code name} as far as the kernel takes it} */
  static String forKernel(String name) {
    StringBuilder some = new StringBuilder(ObjectName.MAX_LENGTH);
    for (int i = 0; i < name.length() && i < ObjectName.MAX_LENGTH; i++) {
      some.append(ObjectName.isAllowed(name.charAt(i)) ? name.charAt(i) : '_');
    }
    return some.length() == 0 ? "_" : some.toString();
  }

  /** {@return the file of that name in a folder of bpffs, which takes no dots} */
  static Path forPin(Path folder, String name) {
    return folder.resolve(name.replace('.', '_'));
  }

  /** {@return the kernel's name for the map of a section, as libbpf makes it: {@code obj.bss}} */
  static String forSection(String object, String section) {
    int kept = Math.min(section.length(), SECTION_LENGTH);
    int room = ObjectName.MAX_LENGTH - kept;
    String prefix = object.substring(0, Math.min(object.length(), room));
    return forKernel(prefix + section);
  }
}
