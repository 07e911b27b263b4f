package dev.jbpf.testkit.text;

import dev.jbpf.testkit.world.Outcome;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.packet.PacketDifference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What two engines made of the same program, where it is not the same. */
public final class Difference {
  /** Of a map that is all different the first entries tell enough. */
  private static final int MOST_LINES = 8;

  /** Of more bytes those are told that differ first. */
  private static final int SHOWN_DIGITS = 64;

  private static final int WORD_DIGITS = 2 * Long.BYTES;

  private static final Pattern LONG_BYTES =
      Pattern.compile("[0-9a-f]{%d,}".formatted(2 * SHOWN_DIGITS));

  private final String first;
  private final String second;
  private final List<String> lines = new ArrayList<>();
  private int left;

  private Difference(String first, String second) {
    this.first = first;
    this.second = second;
  }

  /** {@return what differs, a line each; of what both know} */
  public static Optional<String> between(String a, Outcome x, String b, Outcome y) {
    Difference difference = new Difference(a, b);
    difference.results(x, y);
    if (x.printed().isPresent() && y.printed().isPresent()) {
      difference.compare("printed", x.printed().get(), y.printed().get());
    }
    x.left()
        .parts()
        .forEach(
            (name, entries) -> {
              if (y.left().parts().containsKey(name)) {
                difference.compare(name, entries, y.left().parts().get(name));
              }
            });
    return difference.text();
  }

  private void results(Outcome x, Outcome y) {
    compare("", ended(x), ended(y));
    boolean haveRun = x.fault().isEmpty() && y.fault().isEmpty();
    if (haveRun && !Arrays.equals(x.packet(), y.packet())) {
      String fields = PacketDifference.text(first, x.decoded(), second, y.decoded());
      lines.add(
          ": packet" + System.lineSeparator() + fields.stripTrailing().indent(2).stripTrailing());
    }
  }

  private static String ended(Outcome outcome) {
    return outcome
        .fault()
        .map(VmFault::getMessage)
        .orElseGet(() -> "returns " + ReturnCodes.text(outcome.type(), outcome.result()));
  }

  private void compare(String what, List<String> here, List<String> there) {
    for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
      compare(what + " " + (i + 1), element(here, i), element(there, i));
    }
  }

  private static String element(List<String> all, int index) {
    return index < all.size() ? all.get(index) : "nothing";
  }

  private void compare(
      String name, SortedMap<String, String> here, SortedMap<String, String> there) {
    TreeSet<String> keys = new TreeSet<>(here.keySet());
    keys.addAll(there.keySet());
    for (String key : keys) {
      compare(
          (name + " " + key).strip(),
          here.getOrDefault(key, "nothing"),
          there.getOrDefault(key, "nothing"));
    }
  }

  private void compare(String what, String here, String there) {
    if (here.equals(there)) {
      return;
    }
    if (LONG_BYTES.matcher(here).matches() && LONG_BYTES.matcher(there).matches()) {
      int word = mismatch(here, there) / WORD_DIGITS * WORD_DIGITS;
      add(what + " from byte " + word / 2 + " on", shown(here, word), shown(there, word));
    } else {
      add(what, here, there);
    }
  }

  private static int mismatch(String here, String there) {
    int at = 0;
    while (at < Math.min(here.length(), there.length()) && here.charAt(at) == there.charAt(at)) {
      at++;
    }
    return at;
  }

  private static String shown(String bytes, int from) {
    int end = Math.min(bytes.length(), from + SHOWN_DIGITS);
    return bytes.substring(from, end) + (end < bytes.length() ? "…" : "");
  }

  private void add(String what, String here, String there) {
    if (lines.size() == MOST_LINES) {
      left++;
      return;
    }
    String newLine = System.lineSeparator();
    lines.add(
        (what.isEmpty() ? "" : ": " + what)
            + newLine
            + "  "
            + first
            + ": "
            + Paint.here().bad(here)
            + newLine
            + "  "
            + second
            + ": "
            + Paint.here().bad(there));
  }

  private Optional<String> text() {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String more = left == 0 ? "" : System.lineSeparator() + "and " + left + " more";
    return Optional.of(String.join(System.lineSeparator() + "and", lines) + more);
  }
}
