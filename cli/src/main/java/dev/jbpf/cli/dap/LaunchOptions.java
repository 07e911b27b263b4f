package dev.jbpf.cli.dap;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code launch.json} says; each part with the name that it has there.
 *
 * @param arguments as they came
 */
public record LaunchOptions(Map<String, Object> arguments) {
  /** Keeps a copy. */
  public LaunchOptions {
    arguments = Map.copyOf(arguments);
  }

  /** {@return the file of the program} */
  public String program() {
    return text("program")
        .orElseThrow(
            () -> DapError.of("'program' must name a file: assembly, an object, or a class"));
  }

  /** {@return the text of that name, if there is one} */
  public Optional<String> text(String name) {
    return value(name, String.class, "a text");
  }

  /** {@return the file of that name, if there is one} */
  public Optional<Path> path(String name) {
    return text(name).map(Path::of);
  }

  /** {@return whether that is so} */
  public boolean flag(String name) {
    return value(name, Boolean.class, "true or false").orElse(false);
  }

  /**
   * {@return the number of that name}
   *
   * @param otherwise what it is where nobody says
   */
  public int number(String name, int otherwise) {
    return value(name, Number.class, "a number").map(Number::intValue).orElse(otherwise);
  }

  /** {@return the texts of that name} */
  public List<String> texts(String name) {
    List<?> values = value(name, List.class, "a list of texts").orElse(List.of());
    return values.stream().map(String::valueOf).toList();
  }

  private <T> Optional<T> value(String name, Class<T> type, String what) {
    Object value = arguments.get(name);
    if (value != null && !type.isInstance(value)) {
      throw DapError.of("'" + name + "' must be " + what + ", and is " + value);
    }
    return Optional.ofNullable(value).map(type::cast);
  }
}
