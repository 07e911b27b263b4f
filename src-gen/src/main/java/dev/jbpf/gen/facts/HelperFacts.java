package dev.jbpf.gen.facts;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The facts about helpers: signatures, first kernels, and which types of programs may call them.
 */
public record HelperFacts(Map<String, Signature> signatures, Map<String, String> ranges) {
  private static final String SIGNATURES = "kernel-helpers.txt";
  private static final String TYPES = "kernel-helper-types.txt";
  private static final String SINCE = "since ";

  /** A helper's signature, without {@code bpf_}, and the first kernel that has it. */
  public record Signature(String text, String since) {

    /** {@return the signature with the function's whole name} */
    public String full() {
      return text.replaceFirst(" ", " bpf_");
    }
  }

  public static HelperFacts load() {
    return new HelperFacts(signatures(Facts.resource(SIGNATURES)), types(Facts.resource(TYPES)));
  }

  private static Map<String, Signature> signatures(String text) {
    Map<String, Signature> signatures = new LinkedHashMap<>();
    String since = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith(SINCE)) {
        since = line.substring(SINCE.length());
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        String name = line.substring(line.indexOf(' ') + 1, line.indexOf('('));
        signatures.put(name, new Signature(line, since));
      }
    }
    return signatures;
  }

  private static Map<String, String> types(String text) {
    Map<String, String> ranges = new HashMap<>();
    text.lines()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.split(" ", 2))
        .forEach(words -> ranges.put(words[0], words[1]));
    return ranges;
  }

  /** {@return what is known of the helper of that name, without {@code BPF_FUNC_}} */
  public Optional<Signature> signature(String name) {
    return Optional.ofNullable(signatures.get(name));
  }

  /** {@return the numbers of the helpers that the program type of that name may call} */
  public Optional<String> range(String programType) {
    return Optional.ofNullable(ranges.get(programType));
  }
}
