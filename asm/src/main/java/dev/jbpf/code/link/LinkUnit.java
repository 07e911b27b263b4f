package dev.jbpf.code.link;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;

/** The instructions of one section, with what their front end knows of the symbols in them. */
public interface LinkUnit extends ImagePlaces {
  /** {@return the instructions, which passes change} */
  CodeImage image();

  /** {@return the number of the helper that a call of {@code symbol} calls, if it calls one} */
  default OptionalInt helper(int symbol) {
    return OptionalInt.empty();
  }

  /** {@return whether nothing more is to be filled in, as too much is wrong} */
  default boolean isFull() {
    return false;
  }

  /**
   * {@return the slot that a jump or call goes to} Where there is none, the front end has noted an
   * error, or what a linker has to do.
   *
   * @param fix a fix of a distance
   */
  OptionalInt target(int fix);

  /** {@return the number that {@code symbol}, less {@code minus}, is, if it is one} */
  default Optional<BigInteger> number(int symbol, int minus) {
    return Optional.empty();
  }

  /** Fills in what depends on a symbol that is no number, or notes an error. */
  default void fillIn(int fix) {
    throw new IllegalStateException("fix " + fix + " is no distance");
  }

  /** Notes that a distance does not fit in 16 bits. */
  default void tooFar(int fix, int distance) {
    throw new IllegalStateException("a distance of " + distance + " slots was not relaxed");
  }

  /** Notes that a number does not fit in so many bits. */
  default void tooLarge(int fix, BigInteger number, int bits) {
    throw new IllegalStateException(number + " does not fit in " + bits + " bits");
  }
}
