package dev.jbpf.text.section;

import dev.jbpf.source.SourceErrors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The parts of sections that {@code .subsection} numbers, each of which follows the ones with
 * smaller numbers. Where a part starts is known once those are complete, but its alignment and
 * labels depend on it: a source with parts is read again until all start where they were taken to.
 */
public final class Subsections {
  /** What is read in all because of parts that move, in bytes. */
  private static final int MOST_READ = 64 << 20;

  private static final int MOST_TIMES = 64;

  private final Map<Part, Integer> starts;
  private final Map<String, NavigableMap<Integer, SectionImage>> parts = new HashMap<>();

  /** A part of a section by its number, 0 for the one where sections begin. */
  public record Part(String section, int number) {}

  /** Parts that are taken to start there; at 0 where nothing is known of them. */
  public Subsections(Map<Part, Integer> starts) {
    this.starts = starts;
  }

  /** {@return where that part is taken to start} */
  int start(String section, int number) {
    return starts.isEmpty() ? 0 : starts.getOrDefault(new Part(section, number), 0);
  }

  /** {@return that part of {@code section}, a new one if there is none} */
  SectionImage part(SectionImage section, int number) {
    NavigableMap<Integer, SectionImage> known =
        parts.computeIfAbsent(section.name, name -> new TreeMap<>(Map.of(0, section)));
    return known.computeIfAbsent(number, n -> section.part(start(section.name, n)));
  }

  /** {@return whether a part of that section but the first has instructions} */
  boolean isCode(String section) {
    return !parts.isEmpty()
        && parts.containsKey(section)
        && parts.get(section).values().stream().anyMatch(SectionImage::isCode);
  }

  /** {@return where each part starts that is not where parts start of which nothing is known} */
  public Map<Part, Integer> starts() {
    Map<Part, Integer> found = new HashMap<>();
    for (Map.Entry<String, NavigableMap<Integer, SectionImage>> section : parts.entrySet()) {
      int start = 0;
      for (Map.Entry<Integer, SectionImage> each : section.getValue().entrySet()) {
        if (start > 0) {
          found.put(new Part(section.getKey(), each.getKey()), start);
        }
        start += each.getValue().size();
      }
    }
    return found;
  }

  /** {@return whether a source of so many bytes is read once more, having been read often} */
  public static boolean canRepeat(int times, int bytes) {
    return times < 3 || times < MOST_TIMES && (long) times * bytes < MOST_READ;
  }

  /** Puts the parts of each section together, in the order of their numbers. */
  void join(List<SectionImage> regions, SourceErrors errors) {
    for (NavigableMap<Integer, SectionImage> each : parts.values()) {
      SectionImage whole = each.get(0).part(0);
      for (SectionImage part : each.values()) {
        whole.append(part, errors);
      }
      regions.set(whole.index, whole);
    }
  }
}
