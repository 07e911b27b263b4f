package dev.jbpf.code.link;

/** The places that the instructions of an image name, by the numbers that their front end gave. */
public interface ImagePlaces {
  /** Of a place that is not in the image. */
  int ELSEWHERE = -1;

  /** {@return the slot that the place {@code symbol} is before, or {@link #ELSEWHERE}} */
  int slot(int symbol);

  /**
   * Moves all places of the image along with its instructions.
   *
   * @param slots for each slot of before where it is now, and behind the last one the new size
   */
  void move(int[] slots);
}
