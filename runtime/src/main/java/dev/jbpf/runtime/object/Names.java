package dev.jbpf.runtime.object;

import dev.jbpf.kernel.ObjectName;
import java.nio.file.Path;

/** Names of what an object has, and what the kernel calls it. */
final class Names {
  /** How much of a section's name remains where there is little room. */
  private static final int SECTION_LENGTH = 7;

  private Names() {}

  /** {@return the file of that name in a folder of bpffs, which takes no dots} */
  static Path forPin(Path folder, String name) {
    return folder.resolve(name.replace('.', '_'));
  }

  /** {@return the kernel's name for the map of a section, as libbpf makes it: {@code obj.bss}} */
  static String forSection(String object, String section) {
    int kept = Math.min(section.length(), SECTION_LENGTH);
    int room = ObjectName.MAX_LENGTH - kept;
    String prefix = object.substring(0, Math.min(object.length(), room));
    return ObjectName.shortened(prefix + section);
  }
}
