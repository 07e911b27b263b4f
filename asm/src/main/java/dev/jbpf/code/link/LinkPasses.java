package dev.jbpf.code.link;

import dev.jbpf.isa.TargetMachine;

/**
 * What happens to an image once all of its places are known, in order. Then distances are as far as
 * their fields reach, and the front end fills in what it alone knows the meaning of.
 */
public final class LinkPasses {
  private LinkPasses() {}

  /** Fits {@code image} to {@code target}. */
  public static void run(
      CodeImage image, ImagePlaces places, TargetMachine target, LinkErrors errors) {
    LowerForTarget.run(image, places, target, errors);
    RelaxJumps.run(image, places, target, errors);
  }
}
