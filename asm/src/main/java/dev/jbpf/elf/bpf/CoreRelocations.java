package dev.jbpf.elf.bpf;

import dev.jbpf.btf.BtfExt;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.btf.core.resolve.CoreLinker;
import dev.jbpf.btf.core.resolve.CoreRecord;
import dev.jbpf.btf.core.resolve.CoreResolution;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.read.CodeFunction;
import dev.jbpf.elf.bpf.read.ProgramImage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the records of an object mean on one machine. All are looked for in the object's order, as
 * {@link CoreLinker} asks, when the first is needed; what is wrong with one is told to those alone
 * who need it.
 */
final class CoreRelocations {
  private final LinkableObject parts;
  private final CoreTypes types;
  private final Map<BtfExt.Rows, List<Supplier<CoreResolution>>> found = new IdentityHashMap<>();

  CoreRelocations(LinkableObject parts, CoreTypes types) {
    this.parts = parts;
    this.types = types;
  }

  /** Changes the instructions of {@code function}, which the image has already. */
  void apply(CodeFunction function, ProgramImage image) {
    int place = image.place(function);
    parts
        .relocations()
        .forEach(function, (rows, row, slot) -> apply(function, image, place, rows, row, slot));
  }

  private void apply(
      CodeFunction function, ProgramImage image, int place, BtfExt.Rows rows, int row, int slot) {
    try {
      image.patch(place + slot, of(rows).get(row).get());
    } catch (RuntimeException e) {
      throw new BpfObjectException(parts.place(function, slot) + ": " + e.getMessage(), e);
    }
  }

  /** All that make sense, in the order of the object. */
  List<CoreResolution> all() {
    List<CoreResolution> all = new ArrayList<>();
    for (BtfExt.Rows rows : parts.relocations().all()) {
      for (Supplier<CoreResolution> each : of(rows)) {
        try {
          all.add(each.get());
        } catch (RuntimeException e) {
          // It is told to those who link the program.
        }
      }
    }
    return all;
  }

  private List<Supplier<CoreResolution>> of(BtfExt.Rows rows) {
    if (found.isEmpty()) {
      CoreLinker linker = new CoreLinker(parts.types().orElseThrow(), types);
      parts.relocations().all().forEach(each -> found.put(each, resolve(linker, each)));
    }
    return found.getOrDefault(rows, List.of());
  }

  private List<Supplier<CoreResolution>> resolve(CoreLinker linker, BtfExt.Rows rows) {
    List<Supplier<CoreResolution>> all = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      all.add(resolve(linker, rows, row));
    }
    return all;
  }

  private Supplier<CoreResolution> resolve(CoreLinker linker, BtfExt.Rows rows, int row) {
    try {
      CoreResolution resolution =
          linker.resolve(CoreRecord.of(rows, row, parts.types().orElseThrow()));
      return () -> resolution;
    } catch (RuntimeException e) {
      return () -> {
        throw e;
      };
    }
  }
}
