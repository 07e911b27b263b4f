package dev.jbpf.btf.core.resolve;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import java.util.List;

/** The constants of an enumeration, whatever the width of their values. */
public final class Enumerators {
  private Enumerators() {}

  /** Those of the type of that id: none if it is no enumeration. */
  public static List<BtfType.Enumerator> of(Btf types, int id) {
    BtfType type = types.type(id);
    if (type instanceof BtfType.Enum plain) {
      return plain.values();
    }
    return type instanceof BtfType.Enum64 wide ? wide.values() : List.of();
  }
}
