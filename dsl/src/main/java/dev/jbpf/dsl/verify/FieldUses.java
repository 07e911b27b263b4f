package dev.jbpf.dsl.verify;

import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.StructField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a program takes what a register points to for a structure: at which slot, and by what. */
public final class FieldUses {
  private final Map<Integer, List<Use>> uses = new HashMap<>();

  record Use(Reg base, StructField field) {}

  /** Notes that the instruction at {@code slot} takes {@code base} for what {@code field} is of. */
  public void add(int slot, Reg base, StructField field) {
    uses.computeIfAbsent(slot, at -> new ArrayList<>()).add(new Use(base, field));
  }

  List<Use> at(int slot) {
    return uses.getOrDefault(slot, List.of());
  }
}
