package dev.jbpf.cli.find;

import dev.jbpf.cli.console.UsageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a command line, taken from the left; those of bpftool may be shortened. */
public final class CommandWords {
  private static final Pattern HEXADECIMAL = Pattern.compile("\\p{XDigit}+");

  private final Deque<String> rest;
  private String last = "";

  /** These words. */
  public CommandWords(List<String> words) {
    rest = new ArrayDeque<>(words);
  }

  /** {@return whether none are left} */
  public boolean isEmpty() {
    return rest.isEmpty();
  }

  /**
   * {@return the next word}
   *
   * @param what it is to be, for the message if there is none
   */
  public String next(String what) {
    if (rest.isEmpty()) {
      throw new UsageException("there is no " + what + " at the end");
    }
    last = rest.removeFirst();
    return last;
  }

  /**
   * {@return the next word, a number that is not negative}
   *
   * @param what it is to be, for the message if it is none
   */
  public int number(String what) {
    String word = next("number behind " + what);
    try {
      int number = Integer.parseInt(word);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // It is told below.
    }
    throw new UsageException(what + ": '" + word + "' is no number from 0 to " + Integer.MAX_VALUE);
  }

  /** Complains of the word that was taken last. */
  public void unknown() {
    throw new UsageException("what is '" + last + "' for?");
  }

  /** {@return the next word, which stays; empty if there is none} */
  public String peek() {
    return rest.isEmpty() ? "" : rest.peekFirst();
  }

  /** Takes {@code list} or {@code show}, which say what is done without a word, too. */
  public void takeList() {
    if (!take("list")) {
      take("show");
    }
  }

  /** {@return whether the next word is {@code word}, or its beginning} It is taken then. */
  public boolean take(String word) {
    boolean isNext = !rest.isEmpty() && isShort(rest.peekFirst(), word);
    if (isNext) {
      rest.removeFirst();
    }
    return isNext;
  }

  /** {@return whether {@code word} is {@code full}, or its beginning} */
  public static boolean isShort(String word, String full) {
    return !word.isEmpty() && full.startsWith(word);
  }

  /**
   * {@return the next words, up to one of {@code ends}} Behind the first also up to the beginning
   * of one, unless that is a number in hexadecimal.
   */
  public List<String> until(Set<String> ends) {
    List<String> taken = new ArrayList<>();
    while (!rest.isEmpty() && !isEnd(rest.peekFirst(), ends, taken.isEmpty())) {
      taken.add(rest.removeFirst());
    }
    return taken;
  }

  private static boolean isEnd(String word, Set<String> ends, boolean isFirst) {
    return ends.contains(word)
        || !isFirst
            && !HEXADECIMAL.matcher(word).matches()
            && ends.stream().anyMatch(end -> isShort(word, end));
  }

  /** Complains of what is left. */
  public void end() {
    if (!rest.isEmpty()) {
      throw new UsageException("what is '" + rest.peekFirst() + "' for?");
    }
  }
}
