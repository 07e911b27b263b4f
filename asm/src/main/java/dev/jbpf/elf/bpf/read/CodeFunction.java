package dev.jbpf.elf.bpf.read;

/**
 * A function of a section of code.
 *
 * @param name the symbol's name
 * @param code the section
 * @param start its first slot in the section
 * @param slots how many it has
 * @param isLocal whether only this object can call it
 */
public record CodeFunction(String name, CodeSection code, int start, int slots, boolean isLocal) {
  public int end() {
    return start + slots;
  }

  boolean contains(int slot) {
    return slot >= start && slot < end();
  }

  /** One function is one object; comparing sections would be slow. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
