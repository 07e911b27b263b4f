package dev.jbpf.vm.provenance;

/** What is in a register, or in 8 bytes of the stack. */
public sealed interface Tag {
  /** Nothing: it was never written, or a call has taken it. */
  Tag UNWRITTEN = new Unwritten();

  /** A number. */
  Tag NUMBER = new Number();

  /** Nothing was ever written. */
  record Unwritten() implements Tag {}

  /** A number, of which no pointer can be made. */
  record Number() implements Tag {}

  /**
   * A pointer to something from {@code start} to before {@code end}.
   *
   * @param name what that is, for messages
   * @param origin where it pointed to at first
   * @param born when the pointer was made, by the count of the run's changes of memory
   * @param isPacket whether it is to the packet, which moves
   */
  record Pointer(String name, long start, long end, long origin, long born, boolean isPacket)
      implements Tag {
    /** {@return whether {@code size} bytes at {@code address} are inside} */
    boolean holds(long address, int size) {
      return address >= start && address + size <= end;
    }
  }
}
