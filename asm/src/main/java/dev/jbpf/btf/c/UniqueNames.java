package dev.jbpf.btf.c;

import dev.jbpf.btf.Btf;
import java.util.HashMap;
import java.util.Map;

/** Gives each type a name that no other has: C allows one structure of a name, BTF several. */
final class UniqueNames {
  private final Btf types;
  private final Map<Integer, String> given = new HashMap<>();
  private final Map<String, Integer> tags = new HashMap<>();
  private final Map<String, Integer> identifiers = new HashMap<>();

  UniqueNames(Btf types) {
    this.types = types;
  }

  /** {@return the name of that type; one that is declared only shares that of its definition} */
  String of(int id) {
    return given.computeIfAbsent(id, this::choose);
  }

  private String choose(int id) {
    String name = types.name(id);
    return switch (types.kind(id).orElseThrow()) {
      case FWD -> name;
      case TYPEDEF -> unique(name, identifiers);
      default -> unique(name, tags);
    };
  }

  /** {@return the name of a constant of an enumeration} */
  String ofConstant(String name) {
    return unique(name, identifiers);
  }

  private static String unique(String name, Map<String, Integer> used) {
    int count = used.merge(name, 1, Integer::sum);
    return count == 1 ? name : name + "___" + count;
  }
}
