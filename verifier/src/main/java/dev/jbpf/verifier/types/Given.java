package dev.jbpf.verifier.types;

/** What a program that is verified against the kernel's own finds in an argument. */
public sealed interface Given {
  /** A number. */
  record Number() implements Given {}

  /** What a security hook would return without the program. */
  record HookResult() implements Given {}

  /**
   * An object of the kernel.
   *
   * @param structure the id of its type
   * @param trust how far it is to be trusted
   * @param isNullable whether it may be null
   */
  record Thing(int structure, Trust trust, boolean isNullable) implements Given {}

  /**
   * Bytes of a size that only the place where it is attached knows.
   *
   * @param isReadOnly whether they may only be read
   * @param isNullable whether it may be null
   */
  record Buffer(boolean isReadOnly, boolean isNullable) implements Given {}

  /** Nothing that may be read so; says why. */
  record Refused(String why) implements Given {}
}
