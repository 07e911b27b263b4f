package dev.jbpf.cli.shell;

import java.util.List;
import java.util.Map;

/**
 * bpftool's words, which may be shortened: the first that begins so is meant, in the order in which
 * it has them. {@code p l} is {@code prog list}, though {@code pin} begins so, too.
 */
final class ShortWords {
  /** What a line of bpftool begins with. */
  static final List<String> OBJECTS =
      List.of(
          "help",
          "batch",
          "prog",
          "map",
          "link",
          "cgroup",
          "perf",
          "net",
          "feature",
          "btf",
          "gen",
          "struct_ops",
          "iter",
          "token",
          "version");

  private static final Map<String, List<String>> VERBS =
      Map.ofEntries(
          Map.entry(
              "prog",
              List.of(
                  "show",
                  "list",
                  "help",
                  "dump",
                  "pin",
                  "load",
                  "loadall",
                  "attach",
                  "detach",
                  "tracelog",
                  "run",
                  "profile")),
          Map.entry(
              "map",
              List.of(
                  "show",
                  "list",
                  "help",
                  "dump",
                  "update",
                  "lookup",
                  "getnext",
                  "delete",
                  "pin",
                  "event_pipe",
                  "peek",
                  "push",
                  "enqueue",
                  "pop",
                  "dequeue",
                  "create",
                  "freeze")),
          Map.entry("link", List.of("show", "list", "help", "pin", "detach")),
          Map.entry("cgroup", List.of("show", "list", "tree", "attach", "detach", "help")),
          Map.entry("perf", List.of("show", "list", "help")),
          Map.entry("net", List.of("show", "list", "attach", "detach", "help")),
          Map.entry("features", List.of("probe", "list_builtins", "help")),
          Map.entry("btf", List.of("show", "list", "help", "dump")),
          Map.entry("gen", List.of("object", "skeleton", "subskeleton", "min_core_btf", "help")),
          Map.entry(
              "struct_ops", List.of("show", "list", "register", "unregister", "dump", "help")),
          Map.entry("iter", List.of("pin", "help")),
          Map.entry("token", List.of("show", "list", "help")));

  private ShortWords() {}

  /** {@return what {@code word} stands for as the object of a line; itself if nothing} */
  static String object(String word) {
    return first(OBJECTS, word);
  }

  /** {@return what {@code word} stands for as what is done with {@code object}} */
  static String verb(String object, String word) {
    return first(VERBS.getOrDefault(object, List.of()), word);
  }

  private static String first(List<String> all, String word) {
    return all.contains(word) || word.isEmpty()
        ? word
        : all.stream().filter(each -> each.startsWith(word)).findFirst().orElse(word);
  }
}
