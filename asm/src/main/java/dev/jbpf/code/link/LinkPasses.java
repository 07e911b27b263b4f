package dev.jbpf.code.link;

/** What happens to instructions once all of them are known, in order. */
public final class LinkPasses {
  private LinkPasses() {}

  /** Finishes the program of {@code front}. */
  public static void run(LinkFrontEnd front) {
    for (LinkUnit unit : front.units()) {
      CallHelpers.run(unit);
      LowerForTarget.run(unit.image(), unit, front.target(), front);
      RelaxJumps.run(unit.image(), unit, front.target(), front);
    }
    front.placesAreFinal();
    for (LinkUnit unit : front.units()) {
      FillInFixes.run(unit);
    }
  }
}
