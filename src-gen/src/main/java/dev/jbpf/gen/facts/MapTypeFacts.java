package dev.jbpf.gen.facts;

import com.palantir.javapoet.CodeBlock;
import dev.jbpf.gen.facts.Facts.Constant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The first kernel of each type of map, by the name of its constant. */
public record MapTypeFacts(Map<String, String> since) {
  /** The enum that has them. */
  public static final String JAVA_NAME = "MapType";

  private static final String FILE = "kernel-map-types.txt";
  private static final String PREFIX = "BPF_MAP_TYPE_";
  private static final String SINCE = "since ";

  public static MapTypeFacts load() {
    Map<String, String> found = new HashMap<>();
    found.put(PREFIX + "UNSPEC", "3.18");
    String since = "";
    for (String line : Facts.resource(FILE).lines().toList()) {
      if (line.startsWith(SINCE)) {
        since = line.substring(SINCE.length());
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        found.put(PREFIX + line.toUpperCase(Locale.ROOT), since);
      }
    }
    return new MapTypeFacts(found);
  }

  /** {@return the argument of the constant, behind those that all enums have} */
  public CodeBlock argument(Constant constant) {
    return CodeBlock.of(", $S", since(constant));
  }

  /**
   * {@return the first kernel that has it}
   *
   * @throws IllegalStateException if the file does not list it
   */
  public String since(Constant constant) {
    String found = since.get(constant.name());
    if (found == null) {
      throw new IllegalStateException(FILE + " lacks " + constant.name());
    }
    return found;
  }
}
