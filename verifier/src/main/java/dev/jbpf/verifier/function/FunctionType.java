package dev.jbpf.verifier.function;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a function takes and returns, as its author declared it.
 *
 * @param name its name
 * @param isGlobal whether it is verified on its own, by this type alone, as those without {@code
 *     static} are since Linux 5.6; else it is verified wherever it is called
 * @param returns what it returns
 * @param parameters what it takes, in order
 */
public record FunctionType(
    String name, boolean isGlobal, Returns returns, List<Parameter> parameters) {
  /** A type; {@code parameters} are copied. */
  public FunctionType {
    parameters = List.copyOf(parameters);
  }

  /** What a function returns. */
  public enum Returns {
    /** A number, or a constant of an enumeration. */
    NUMBER,
    /** {@code void}. */
    NOTHING,
    /** Anything else. */
    OTHER
  }

  /**
   * What a function takes.
   *
   * @param kind what it is
   * @param size bytes of the number, or of what the pointer points to; empty if that is not known
   * @param target the name of what a pointer points to: {@code __sk_buff}; empty if it has none, as
   *     {@code void}
   * @param tags what the author noted: {@code ctx}, {@code nonnull}, {@code nullable}, {@code
   *     trusted}, {@code untrusted}, {@code arena}
   */
  public record Parameter(Kind kind, OptionalLong size, String target, Set<String> tags) {
    /** The {@link #target} of a pointer to a pointer. */
    public static final String POINTER_TARGET = "*";

    /** A parameter; {@code tags} are copied. */
    public Parameter {
      tags = Set.copyOf(tags);
    }

    /** {@return whether the author noted that} */
    public boolean is(String tag) {
      return tags.contains(tag);
    }

    /** What a parameter may be. */
    public enum Kind {
      /** A number, or a constant of an enumeration. */
      NUMBER,
      /** An address. */
      POINTER,
      /** A structure, or anything else that no register holds. */
      OTHER
    }
  }
}
