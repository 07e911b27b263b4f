package dev.jbpf.text;

import dev.jbpf.diag.Origin;
import dev.jbpf.elf.ElfBuilder;
import dev.jbpf.elf.Section;
import dev.jbpf.elf.SectionBuilder;
import dev.jbpf.elf.bpf.ObjectDescriber;
import dev.jbpf.elf.bpf.ObjectTypes;

/**
 * Adds to an object the maps that the source defines, and types for its functions, variables and
 * lines, so that loaders, bpftool and the verifier's log quote the source. A source that has {@code
 * .BTF} of its own, as a compiler's, says all of this itself.
 */
final class Descriptions {
  private final Context context;
  private final ElfBuilder elf;
  private final ObjectTypes types;

  Descriptions(Context context, ElfBuilder elf) {
    this.context = context;
    this.elf = elf;
    this.types = new ObjectTypes(context.order());
  }

  /** Adds them. */
  void add() {
    context.maps.values().forEach(map -> types.map(elf, map));
    ObjectDescriber describer = new ObjectDescriber(elf, types, context.source::file);
    for (Region region : context.regions) {
      SectionBuilder section = elf.section(region.name);
      if (region.isCode()) {
        int[] offsets = region.code.offsets;
        describer.code(section, slot -> origin(offsets[slot]));
      } else if (isVariables(section)) {
        describer.data(section);
      }
    }
    types.writeTo(elf);
  }

  private Origin origin(int offset) {
    return context.source.origin(offset);
  }

  /** Loaders want every variable section described, or none. */
  private static boolean isVariables(SectionBuilder section) {
    return (section.flags() & Section.ALLOC) != 0 && section.size() > 0;
  }
}
