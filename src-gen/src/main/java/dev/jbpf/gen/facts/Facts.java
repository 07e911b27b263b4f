package dev.jbpf.gen.facts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Enumerations as a text of facts: {@code enum NAME} or, for an anonymous one, {@code enum}, then a
 * line {@code CONSTANT VALUE} for each constant. A {@code #} starts a comment line.
 */
public final class Facts {
  /** Read from a kernel's BTF by {@link KernelFacts}. */
  public static final String ENUMS = "kernel-enums.txt";

  /** What later kernels have; kept by hand. */
  public static final String LATER = "kernel-later.txt";

  /** Macros, which BTF does not have; kept by hand. */
  static final String DEFINES = "kernel-defines.txt";

  private static final String ENUM = "enum";

  /** A constant of the kernel. */
  public record Constant(String name, long value) {}

  private final Map<String, List<Constant>> enums = new LinkedHashMap<>();

  /** {@return what the files of this module say} */
  public static Facts load() {
    Facts facts = new Facts();
    facts.add(resource(ENUMS));
    facts.add(resource(LATER));
    facts.add(resource(DEFINES));
    return facts;
  }

  public static String resource(String name) {
    try (InputStream in = Facts.class.getResourceAsStream(name)) {
      return new String(
          Optional.ofNullable(in).orElseThrow(() -> new IllegalStateException(name)).readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the constants of the enumeration of that name; an anonymous one goes by the name of
   * its first constant}
   */
  public List<Constant> constants(String key) {
    return Optional.ofNullable(enums.get(key))
        .orElseThrow(() -> new IllegalArgumentException("no facts about enum " + key));
  }

  /** {@return the value of the constant of that name in any enumeration} */
  public OptionalLong define(String name) {
    return enums.values().stream()
        .flatMap(List::stream)
        .filter(constant -> constant.name().equals(name))
        .mapToLong(Constant::value)
        .findFirst();
  }

  private void add(String text) {
    String name = "";
    List<Constant> constants = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.equals(ENUM) || line.startsWith(ENUM + " ")) {
        put(name, constants);
        name = line.substring(ENUM.length()).strip();
        constants = new ArrayList<>();
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        constants.add(constant(line));
      }
    }
    put(name, constants);
  }

  private static Constant constant(String line) {
    String[] words = line.split(" +");
    return new Constant(words[0], Long.decode(words[1]));
  }

  private void put(String name, List<Constant> constants) {
    if (!constants.isEmpty()) {
      enums.merge(
          name.isEmpty() ? constants.get(0).name() : name, List.copyOf(constants), Facts::joined);
    }
  }

  private static List<Constant> joined(List<Constant> known, List<Constant> later) {
    return Stream.concat(known.stream().filter(c -> !c.name().startsWith("__MAX")), later.stream())
        .toList();
  }
}
