package dev.jbpf.verifier.state;

/**
 * What the kernel keeps on the stack for a program.
 *
 * @param kind dynptr, iterator or flags
 * @param type of a dynptr: of what; of an iterator: over what
 * @param part which of the slots it is: 0 is the one at the lowest address
 * @param id what its copies and slices share
 * @param reference the reference that it is, or 0
 * @param isActive whether an iterator has an element now
 * @param isStale whether an iterator outlived the section of RCU in which it was made
 * @param isReadOnly whether a dynptr may only be read
 */
public record Kept(
    Kind kind,
    String type,
    int part,
    int id,
    int reference,
    boolean isActive,
    boolean isStale,
    boolean isReadOnly) {
  /** {@return the same as that part} */
  public Kept at(int newPart) {
    return new Kept(kind, type, newPart, id, reference, isActive, isStale, isReadOnly);
  }

  /** {@return whether it is a dynptr of the packet's, or of what is beside it} */
  public static boolean isOfPacket(String dynptr) {
    return switch (dynptr) {
      case "skb", "xdp", "skb_meta" -> true;
      default -> false;
    };
  }

  /** {@return the same iterator, with an element or at its end} */
  public Kept going(boolean hasElement) {
    return new Kept(kind, type, part, id, reference, hasElement, isStale, isReadOnly);
  }

  /** {@return the same behind the section of RCU} */
  public Kept stale() {
    return new Kept(kind, type, part, id, reference, isActive, true, isReadOnly);
  }

  /** What it is. */
  public enum Kind {
    DYNPTR,
    ITERATOR,
    INTERRUPTS
  }
}
