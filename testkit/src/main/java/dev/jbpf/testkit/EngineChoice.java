package dev.jbpf.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The engines that a test runs on: those that it names, of those that whoever runs the tests has
 * chosen by the property {@value #PROPERTY}, or by the environment's {@value #VARIABLE}.
 */
final class EngineChoice {
  static final String PROPERTY = "jbpf.engines";
  static final String VARIABLE = "JBPF_ENGINES";

  private EngineChoice() {}

  static List<TestEngine> of(BpfTest test, ExtensionContext context) {
    Optional<String> property = context.getConfigurationParameter(PROPERTY);
    Optional<String> chosen =
        property.or(() -> Optional.ofNullable(System.getenv(VARIABLE))).filter(s -> !s.isBlank());
    List<TestEngine> named = List.of(test.engines());
    return chosen
        .map(text -> parse(property.isPresent() ? PROPERTY : VARIABLE, text))
        .map(some -> named.stream().filter(some::contains).toList())
        .orElse(named);
  }

  /** {@return all engines that were chosen outside of JUnit Jupiter} */
  static List<TestEngine> chosen() {
    Optional<String> property = Optional.ofNullable(System.getProperty(PROPERTY));
    return property
        .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
        .filter(text -> !text.isBlank())
        .map(text -> parse(property.isPresent() ? PROPERTY : VARIABLE, text))
        .orElseGet(() -> List.of(TestEngine.values()));
  }

  static List<TestEngine> parse(String source, String text) {
    List<TestEngine> engines = new ArrayList<>();
    for (String name : text.split(",")) {
      engines.add(
          Arrays.stream(TestEngine.values())
              .filter(engine -> engine.name().equals(name.strip().toUpperCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          source
                              + ": '"
                              + name.strip()
                              + "' is no engine; there are "
                              + Arrays.toString(TestEngine.values()))));
    }
    return engines;
  }
}
