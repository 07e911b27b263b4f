package dev.jbpf.btf.core.resolve;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;

/** How messages name types: {@code struct task_struct}. */
final class TypeNames {
  private TypeNames() {}

  static String of(Btf types, int id) {
    String kind = types.kind(id).map(TypeNames::keyword).orElse("void");
    String name = types.name(id);
    return kind.isEmpty() ? name : kind + " " + (name.isEmpty() ? "<anonymous>" : name);
  }

  /** What C has before such a name: nothing for numbers. */
  private static String keyword(BtfKind kind) {
    return switch (kind) {
      case INT, FLOAT -> "";
      case ENUM64 -> "enum";
      case FWD -> "declared";
      default -> kind.toString();
    };
  }
}
