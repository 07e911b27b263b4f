package dev.jbpf.code;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;

/**
 * Loads the address of a map, or of a place in its first value, by the map's name. The descriptor
 * is filled in when the program is loaded, see {@link Program#withMaps}; until then its field is
 * zero.
 *
 * @param dst the register that receives the address
 * @param map the map's name
 * @param isValue whether the address is that of the value, not that of the map
 * @param offset in bytes from the start of the value; 0 for the map
 */
public record MapLoad(Reg dst, String map, boolean isValue, int offset) implements CodeElement {

  /**
   * A load of a map's address.
   *
   * @throws IllegalArgumentException if {@code map} is empty, or a map's address has an offset
   */
  public MapLoad {
    if (map.isEmpty()) {
      throw new IllegalArgumentException("a map needs a name");
    }
    if (!isValue && offset != 0) {
      throw new IllegalArgumentException("the address of a map has no offset: " + offset);
    }
  }

  /** {@return a load of the address of the map itself, as helpers take it} */
  public static MapLoad of(Reg dst, String map) {
    return new MapLoad(dst, map, false, 0);
  }

  /** {@return a load of the address of byte {@code offset} of the map's only value} */
  public static MapLoad value(Reg dst, String map, int offset) {
    return new MapLoad(dst, map, true, offset);
  }

  /** {@return the instruction with descriptor 0} */
  Insn unlinked() {
    return isValue
        ? Insn.of(Op.LDDW_MAP_VALUE, dst, Reg.R0, 0, (long) offset << 32)
        : Insn.of(Op.LDDW_MAP_FD, dst, Reg.R0, 0, 0);
  }
}
