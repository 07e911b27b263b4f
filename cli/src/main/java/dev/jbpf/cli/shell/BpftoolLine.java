package dev.jbpf.cli.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Command lines as bpftool has them, made those of this command: options in front of the object,
 * {@code help} behind it, {@code feature} and {@code version}, and words that are shortened.
 */
public final class BpftoolLine {
  /** What both commands have: as bpftool calls it, but for {@code features}. */
  public static final Set<String> OBJECTS = objects();

  /** What is always done, or never needed: libbpf is not asked, nothing is mounted. */
  static final List<List<String>> WITHOUT_EFFECT =
      List.of(
          List.of("-f", "--bpffs"),
          List.of("-m", "--mapcompat"),
          List.of("-n", "--nomount"),
          List.of("-d", "--debug"),
          List.of("-l", "--legacy"),
          List.of("-L", "--use-loader"));

  private static final Set<String> KEPT = Set.of("-j", "--json", "-p", "--pretty");
  private static final Pattern TOGETHER = Pattern.compile("-[jpfmndlL]{2,}");
  private static final Set<String> BASE = Set.of("-B", "--base-btf");
  private static final String HELP = "help";

  private BpftoolLine() {}

  /**
   * {@return the words of this command that do what {@code given} do; often the same}
   *
   * @param ours the names of this command, which are no short forms of bpftool's
   */
  public static String[] read(Collection<String> ours, String... given) {
    String[] words = separate(given);
    List<String> behind = new ArrayList<>();
    int object = 0;
    while (object < words.length && words[object].startsWith("-")) {
      String option = words[object++];
      if (KEPT.contains(option)) {
        behind.add(option);
      } else if (BASE.contains(option) && object < words.length) {
        behind.addAll(List.of(option, words[object++]));
      } else if (!isWithoutEffect(option)) {
        return words;
      }
    }
    if (object == words.length) {
      return words;
    }
    String word = words[object];
    return line(ours.contains(word) ? word : ShortWords.object(word), words, object, behind);
  }

  /** Short options in front may stand together, as getopt reads them: {@code -jp}. */
  private static String[] separate(String... given) {
    List<String> words = new ArrayList<>();
    boolean isInFront = true;
    for (String word : given) {
      isInFront &= word.startsWith("-");
      if (isInFront && TOGETHER.matcher(word).matches()) {
        word.chars().skip(1).forEach(letter -> words.add("-" + (char) letter));
      } else {
        words.add(word);
      }
    }
    return words.toArray(new String[0]);
  }

  private static boolean isWithoutEffect(String option) {
    for (List<String> names : WITHOUT_EFFECT) {
      if (names.contains(option)) {
        return true;
      }
    }
    return false;
  }

  private static String[] line(String theirs, String[] words, int object, List<String> behind) {
    String name = theirs.equals("feature") ? "features" : theirs;
    List<String> line = new ArrayList<>(Arrays.asList(words).subList(object, words.length));
    boolean isAlone = KEPT.containsAll(line.subList(1, line.size()));
    if (name.equals("version") && isAlone) {
      return new String[] {"--version"};
    } else if (!OBJECTS.contains(name)) {
      return name.equals(HELP) && isAlone ? new String[] {HELP} : words;
    }
    if (line.size() > 1) {
      line.set(1, ShortWords.verb(name, line.get(1)));
      if (line.get(1).equals(HELP)) {
        return new String[] {name, "--help"};
      }
    }
    line.set(0, name);
    line.addAll(behind);
    return line.toArray(new String[0]);
  }

  private static Set<String> objects() {
    Set<String> objects = new HashSet<>(ShortWords.OBJECTS);
    objects.removeAll(List.of("help", "version", "feature"));
    objects.add("features");
    return Set.copyOf(objects);
  }
}
