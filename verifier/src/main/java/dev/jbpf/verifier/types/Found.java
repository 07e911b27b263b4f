package dev.jbpf.verifier.types;

/** What is at a place in a structure. */
public sealed interface Found {
  /** A number, or a part of one, or bytes of an array of numbers. */
  record Plain() implements Found {}

  /**
   * An address of a structure.
   *
   * @param target the id of the structure that it is of
   * @param member the name of the member that it is
   * @param isChoice whether a union of several members leads there: it may be something else
   * @param tag what its type is marked with, such as {@code rcu}; empty if it is not
   */
  record Address(int target, String member, boolean isChoice, String tag) implements Found {}

  /** An address of what is no structure. */
  record Bytes() implements Found {}

  /** Nothing that may be read in this size; says why. */
  record Nothing(String why) implements Found {}
}
