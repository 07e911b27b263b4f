package dev.jbpf.text.grammar;

import dev.jbpf.source.Cursor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives words numbers, and lays them out as a {@link Tokens} searches them. */
final class WordTable {
  private final Map<String, Integer> hashes = new LinkedHashMap<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** {@return the number of the name that {@code in} has read, a new one if it has none yet} */
  int number(Cursor in) {
    String word = in.text(in.start, in.at);
    hashes.put(word, in.hash);
    Integer known = numbers.putIfAbsent(word, Tokens.FIRST_WORD + numbers.size());
    return known == null ? numbers.get(word) : known;
  }

  String letters() {
    return String.join("", numbers.keySet());
  }

  String ends() {
    StringBuilder ends = new StringBuilder();
    int end = 0;
    for (String word : numbers.keySet()) {
      end += word.length();
      ends.append((char) end);
    }
    return ends.toString();
  }

  /** A table of a power of two, at most half full. */
  String slots() {
    char[] slots = new char[Integer.highestOneBit(2 * numbers.size()) * 2];
    numbers.forEach(
        (word, number) -> {
          int i = Tokens.slot(hashes.get(word)) & slots.length - 1;
          while (slots[i] != 0) {
            i = i + 1 & slots.length - 1;
          }
          slots[i] = (char) (number - Tokens.FIRST_WORD + 1);
        });
    return String.valueOf(slots);
  }
}
