package dev.jbpf.verifier.facts;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;

/** Which helpers take which types of maps, and what of maps may be accessed directly. */
public interface MapRules {
  /** {@return whether the helper, which takes a map, takes one of that type} */
  boolean admits(Helper helper, MapType type);

  /**
   * {@return whether such a program may put sockets into a map of them, or only take them out}
   *
   * @param isPut whether it puts one there
   */
  boolean mayChangeSockets(ProgramType program, boolean isPut);

  /** {@return whether {@code lddw} may take the address of a value: for an array, not per CPU} */
  boolean hasValueAddress(MapType type);

  /** {@return whether programs that may sleep may use one of that type} */
  boolean isOpenToSleepers(MapType type);
}
