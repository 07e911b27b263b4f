package dev.jbpf.code.origin;

import dev.jbpf.diag.Origin;

/**
 * Where each slot of a program was written. Implementations keep what is compact, such as a number
 * a slot, and make the {@link Origin} when asked.
 */
@FunctionalInterface
public interface Origins {
  /** Of programs that come from bytes. */
  Origins NONE =
      new Origins() {
        // No lambda: making the first one takes longer than printing a short program.
        @Override
        public Origin at(int slot) {
          return Origin.UNKNOWN;
        }
      };

  /** {@return where the slot of that number was written, {@link Origin#UNKNOWN} if not known} */
  Origin at(int slot);

  /**
   * {@return whether instructions are written there} Of what a compiler has made, something else
   * is.
   */
  default boolean areInstructions() {
    return true;
  }
}
