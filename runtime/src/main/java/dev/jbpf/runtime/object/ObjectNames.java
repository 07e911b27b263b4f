package dev.jbpf.runtime.object;

import dev.jbpf.kernel.ObjectName;
import java.nio.file.Path;

/** Names of what an object has, and what the kernel calls it. */
final class ObjectNames {
  /** How much of an object's name stands before the shortest names of sections. */
  private static final int SECTION_LENGTH = 7;

  private ObjectNames() {}

  /** {@return the file of that name in a folder of bpffs, which takes no dots} */
  static Path forPin(Path folder, String name) {
    return folder.resolve(name.replace('.', '_'));
  }

  /**
   * {@return the kernel's name for the map of a section, as libbpf makes it} At most 8 letters of
   * the object's name stand before {@code .bss}; a section whose author gave it a name of its own,
   * as {@code .data.limits}, keeps that.
   */
  static String forSection(String object, String section) {
    if (section.indexOf('.', 1) > 0) {
      return ObjectName.shortened(section);
    }
    int room = ObjectName.MAX_LENGTH - Math.max(section.length(), SECTION_LENGTH);
    String prefix = object.substring(0, Math.min(object.length(), Math.max(room, 0)));
    return ObjectName.shortened(prefix + section);
  }
}
