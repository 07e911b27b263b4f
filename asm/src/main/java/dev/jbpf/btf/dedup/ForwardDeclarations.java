package dev.jbpf.btf.dedup;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which declarations ({@code struct name;}) mean which definitions: where all definitions of a name
 * are one type, that.
 */
final class ForwardDeclarations {
  private final int size;
  private final Map<String, Tag> tags = new LinkedHashMap<>();

  /** What there is of a name. */
  private record Tag(List<Integer> declarations, List<Integer> definitions) {
    boolean isBoth() {
      return !declarations.isEmpty() && !definitions.isEmpty();
    }
  }

  ForwardDeclarations(Btf types) {
    size = types.size();
    for (int id = 1; id < size; id++) {
      BtfType type = types.type(id);
      String tag = tag(type);
      if (!tag.isEmpty() && !type.name().isEmpty()) {
        Tag known =
            tags.computeIfAbsent(
                tag + ' ' + type.name(), t -> new Tag(new ArrayList<>(), new ArrayList<>()));
        (isDeclaration(type) ? known.declarations : known.definitions).add(id);
      }
    }
  }

  private static String tag(BtfType type) {
    if (type instanceof BtfType.Fwd fwd) {
      return fwd.isUnion() ? "union" : "struct";
    } else if (type instanceof BtfType.Struct) {
      return "struct";
    } else if (type instanceof BtfType.Union) {
      return "union";
    }
    return type instanceof BtfType.Enum || type instanceof BtfType.Enum64 ? "enum" : "";
  }

  private static boolean isDeclaration(BtfType type) {
    return type instanceof BtfType.Fwd
        || type instanceof BtfType.Enum of && of.values().isEmpty()
        || type instanceof BtfType.Enum64 wide && wide.values().isEmpty();
  }

  /**
   * The classes of the types. At first all definitions of a name are taken to be one; a name of
   * which they turn out not to be is left alone from then on.
   */
  int[] classes(TypeClasses types) {
    Set<String> open = new TreeSet<>();
    tags.forEach(
        (name, tag) -> {
          if (tag.isBoth()) {
            open.add(name);
          }
        });
    while (true) {
      int[] classes = types.of(stands(open));
      if (!open.removeIf(name -> !isOne(tags.get(name).definitions, classes))) {
        return classes;
      }
    }
  }

  private int[] stands(Set<String> names) {
    int[] stands = new int[size];
    for (int id = 0; id < size; id++) {
      stands[id] = id;
    }
    for (String name : names) {
      Tag tag = tags.get(name);
      tag.declarations.forEach(id -> stands[id] = tag.definitions.get(0));
    }
    return stands;
  }

  private static boolean isOne(List<Integer> definitions, int[] classes) {
    return definitions.stream().allMatch(id -> classes[id] == classes[definitions.get(0)]);
  }

  /** Whether {@code id} only declares what its class defines. */
  static boolean onlyDeclares(Btf types, int id) {
    return isDeclaration(types.type(id));
  }
}
