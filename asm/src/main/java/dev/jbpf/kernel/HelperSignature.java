package dev.jbpf.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a helper takes and returns, as far as a caller can tell by the kinds of values.
 *
 * @param name the function's name, such as {@code bpf_map_lookup_elem}
 * @param result what is in R0 afterwards
 * @param parameters what R1 to R5 hold, in order
 * @param isVariadic whether numbers may follow, as many as registers are left
 */
public record HelperSignature(
    String name, Result result, List<Parameter> parameters, boolean isVariadic) {

  /** The registers that carry arguments: R1 to R5. */
  public static final int MAX_ARGUMENTS = 5;

  private static final String MORE = "…";

  /** What a helper leaves in R0. */
  public enum Result {
    /** Nothing of use. */
    NONE("none"),
    /** A number. */
    INT("int"),
    /** An address. */
    PTR("ptr"),
    /** An address, or null: the verifier wants a test before it is used. */
    PTR_OR_NULL("ptr?");

    private final String word;

    Result(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** What an argument is. */
  public enum Kind {
    /** A number: a size, flags, an index. */
    INT,
    /** The address of memory, or of an object of the kernel. */
    PTR,
    /** A map. */
    MAP,
    /** What the program was called with. */
    CTX,
    /** A subprogram. */
    FUNCTION;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A parameter. */
  public record Parameter(Kind kind, String name) {
    @Override
    public String toString() {
      return kind + " " + name;
    }
  }

  /** A signature; {@code parameters} are copied. */
  public HelperSignature {
    parameters = List.copyOf(parameters);
  }

  /** {@return the signature that {@code text} writes as {@link #toString} does} */
  static HelperSignature parse(String text) {
    int space = text.indexOf(' ');
    int open = text.indexOf('(');
    String[] words = text.substring(open + 1, text.length() - 1).split(", ");
    List<Parameter> parameters = new ArrayList<>();
    boolean isVariadic = false;
    for (String word : words) {
      if (word.equals(MORE)) {
        isVariadic = true;
      } else if (!word.isEmpty()) {
        parameters.add(parameter(word));
      }
    }
    Result result = result(text.substring(0, space));
    return new HelperSignature(text.substring(space + 1, open), result, parameters, isVariadic);
  }

  private static Result result(String word) {
    for (Result result : Result.values()) {
      if (result.word.equals(word)) {
        return result;
      }
    }
    throw new IllegalArgumentException("no result: " + word);
  }

  private static Parameter parameter(String words) {
    int space = words.indexOf(' ');
    Kind kind = Kind.valueOf(words.substring(0, space).toUpperCase(Locale.ROOT));
    return new Parameter(kind, words.substring(space + 1));
  }

  /** {@return the signature as messages write it: {@code ptr? bpf_…(map map, ptr key)}} */
  @Override
  public String toString() {
    String all = parameters.stream().map(Parameter::toString).collect(Collectors.joining(", "));
    return result + " " + name + "(" + all + (isVariadic ? ", " + MORE : "") + ")";
  }
}
