package dev.jbpf.cli.console;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through a plain command line: options in full, their values after a space, files. It is
 * there because picocli's classes take longer to load than most runs take; whatever is not plain
 * (help, abbreviations, mistakes) ends in {@link NotPlainException} and is left to picocli, so that
 * there is one place that explains a command.
 */
public final class PlainArguments {
  private final String[] arguments;
  private final Set<String> given = new HashSet<>();
  private final List<String> files = new ArrayList<>();
  private String option = "";
  private int at;

  /** What stands on a command line, after the command. */
  public PlainArguments(String... arguments) {
    this.arguments = arguments.clone();
  }

  /** Whether there is another option; files before it are kept. */
  public boolean hasOption() {
    while (at < arguments.length) {
      String argument = arguments[at++];
      if (isOption(argument)) {
        option = argument;
        return true;
      }
      if (argument.isEmpty()) {
        throw new NotPlainException();
      }
      files.add(argument);
    }
    return false;
  }

  /** {@return the option that was found, as it is written} */
  public String option() {
    return option;
  }

  /** {@return that the option {@code name} is there, for the first time} */
  public boolean flag(String name) {
    once(name);
    return true;
  }

  /** {@return the value of the option {@code name}, which is there for the first time} */
  public Optional<String> value(String name) {
    once(name);
    if (at == arguments.length || isOption(arguments[at])) {
      throw new NotPlainException();
    }
    return Optional.of(arguments[at++]);
  }

  /** {@return the one value of the option {@code name}, which may be there more often otherwise} */
  public List<String> values(String name) {
    return List.of(value(name).orElseThrow());
  }

  /** {@return {@code value} as a number} */
  public int number(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new NotPlainException();
    }
  }

  /** {@return which of {@code constants} the option {@code name} says, in any case} */
  public <E extends Enum<E>> E constant(String name, E[] constants) {
    String wanted = value(name).orElseThrow();
    for (E constant : constants) {
      if (constant.name().equalsIgnoreCase(wanted)) {
        return constant;
      }
    }
    throw new NotPlainException();
  }

  /** {@return the files, in order} */
  public List<String> files() {
    return List.copyOf(files);
  }

  /** {@return the only file, if there is one} */
  public Optional<String> file() {
    if (files.size() > 1) {
      throw new NotPlainException();
    }
    return files.isEmpty() ? Optional.empty() : Optional.of(files.get(0));
  }

  private void once(String name) {
    if (!given.add(name)) {
      throw new NotPlainException();
    }
  }

  private static boolean isOption(String argument) {
    return argument.startsWith("-") && !argument.equals(InputFile.STANDARD);
  }

  /** Ends the reading; picocli takes over. */
  public static final class NotPlainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One without a stack trace. */
    public NotPlainException() {
      super("not plain", null, false, false);
    }
  }
}
