package dev.jbpf.dsl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a message says that mends a program of text, or of Java, as its author would follow it.
 *
 * @param where the lines belong
 * @param code the lines
 */
record Advice(Where where, List<String> code) {
  private static final String OUT = "goto out";
  private static final String OWN_OUT = "goto mended_out";
  private static final String LABEL = "mended_out:";

  /** What is put in the register that calls leave alone, as text or in Java. */
  private static final Pattern KEPT = Pattern.compile("(?:r6 = |b\\.mov\\(R6, )(\\w+)");

  private static final Pattern CALL = Pattern.compile("call |b\\.call");

  /** Where lines may belong: as messages say it. */
  enum Where {
    BEFORE("before it: "),
    INSTEAD("instead of it: "),
    AFTER("after it: "),
    START("at the program's start: "),
    START_ALONE("at the program's start, and store nothing else in r6: "),
    KEEP("before the call, and use r6 after it: "),
    LIMIT("before the addition: ");

    private final String words;

    Where(String words) {
      this.words = words;
    }
  }

  /** {@return the first of the notes that is code} */
  static Optional<Advice> find(List<String> notes) {
    return notes.stream().flatMap(note -> parse(note).stream()).findFirst();
  }

  private static Optional<Advice> parse(String note) {
    return Arrays.stream(Where.values())
        .filter(where -> note.startsWith(where.words))
        .map(where -> new Advice(where, own(note.substring(where.words.length()))))
        .findFirst();
  }

  /** {@return {@code lines} with the advice followed for that one of them, counted from 1} */
  List<String> follow(List<String> lines, int line) {
    List<String> mended = new ArrayList<>(lines);
    switch (where) {
      case BEFORE, LIMIT -> mended.addAll(line - 1, code);
      case AFTER -> mended.addAll(line, code);
      case START -> mended.addAll(0, code);
      case START_ALONE -> {
        mended.removeIf(each -> KEPT.matcher(each.strip()).lookingAt());
        mended.addAll(0, code);
      }
      case INSTEAD -> {
        mended.remove(line - 1);
        mended.addAll(line - 1, code);
      }
      case KEEP -> {
        String kept = kept();
        mended.set(line - 1, lines.get(line - 1).replace(kept, kept.charAt(0) + "6"));
        mended.addAll(lastCall(lines, line), code);
      }
    }
    boolean leaves = code.stream().anyMatch(insn -> insn.endsWith(OWN_OUT));
    if (leaves && !mended.contains(LABEL)) {
      mended.addAll(List.of(LABEL, "r0 = 0", "exit"));
    }
    return mended;
  }

  /** {@return the lines, which leave for a label that the program does not have itself} */
  private static List<String> own(String code) {
    if (code.startsWith("b.")) {
      return Stream.of(code.split("; ")).map(call -> call + ";").toList();
    }
    return List.of(code.replaceAll(OUT + "(?=;|$)", OWN_OUT).split("; "));
  }

  /** {@return the register that the call loses} */
  private String kept() {
    Matcher move = KEPT.matcher(code.get(0));
    if (!move.lookingAt()) {
      throw new AssertionError("nothing is kept by " + code);
    }
    return move.group(1);
  }

  private static int lastCall(List<String> lines, int line) {
    for (int i = line - 1; i > 0; i--) {
      if (CALL.matcher(lines.get(i - 1).strip()).lookingAt()) {
        return i - 1;
      }
    }
    throw new AssertionError("no call before line " + line);
  }
}
