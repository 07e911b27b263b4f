package dev.jbpf.testkit.injected;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Chooses faults by chance and prints a line each: a main class, for when the list needs new ones.
 * Its arguments are the folder of the machine's classes, the seed and how many; {@link Suite} tries
 * what it prints.
 */
final class ChosenFaults {
  /** Rooms, and out of a hundred faults how many are there. */
  private static final List<String> ROOMS =
      List.of(
          "exec",
          "exec",
          "exec",
          "jit",
          "jit",
          "jit",
          "helper",
          "helper",
          "helper",
          "map",
          "map",
          "map",
          "memory",
          "memory",
          "packet",
          "world",
          "coverage",
          "context",
          "place");

  private ChosenFaults() {}

  /** See above. */
  public static void main(String[] arguments) throws IOException {
    Path classes = Path.of(arguments[0]);
    for (Fault fault :
        choose(classes, Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]))) {
      System.out.println(fault);
    }
  }

  static List<Fault> choose(Path classes, long seed, int count) throws IOException {
    Random random = new Random(seed);
    List<Fault> chosen = new ArrayList<>();
    while (chosen.size() < count) {
      List<Fault> places = places(classes, ROOMS.get(random.nextInt(ROOMS.size())));
      Fault fault = places.get(random.nextInt(places.size()));
      if (!chosen.contains(fault)) {
        chosen.add(fault);
      }
    }
    return chosen;
  }

  private static List<Fault> places(Path classes, String room) throws IOException {
    Path root = classes.resolve("dev/jbpf/vm");
    try (Stream<Path> files = Files.walk(root.resolve(room))) {
      return files
          .map(file -> root.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.endsWith(".class") && !name.contains("Test"))
          .sorted()
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .flatMap(ChosenFaults::placesIn)
          .toList();
    }
  }

  private static Stream<Fault> placesIn(String type) {
    try {
      return FaultyClass.places(type).stream().filter(fault -> !isLeftOut(fault.method()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What only people read; and bodies of lambdas, whose names compilers choose. */
  private static boolean isLeftOut(String method) {
    return Stream.of("toString(", "hashCode(", "describe(", "equals(", "<clinit>(", "lambda$")
        .anyMatch(method::startsWith);
  }
}
