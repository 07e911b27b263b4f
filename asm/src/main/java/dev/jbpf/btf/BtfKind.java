package dev.jbpf.btf;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of types, and how each is laid out: {@code name_off}, {@code info}, a third word, then
 * words that come once, then entries, as many as {@code vlen} says.
 *
 * <p>A layout has a letter for each 32-bit word: {@code N} the offset of a name, {@code T} a type
 * id, {@code L} a linkage, {@code #} a number.
 */
public enum BtfKind {
  INT("#", "#", ""),
  PTR("T", "", ""),
  ARRAY("#", "TT#", ""),
  STRUCT("#", "", "NT#"),
  UNION("#", "", "NT#"),
  ENUM("#", "", "N#"),
  FWD("#", "", ""),
  TYPEDEF("T", "", ""),
  VOLATILE("T", "", ""),
  CONST("T", "", ""),
  RESTRICT("T", "", ""),
  FUNC("T", "", ""),
  FUNC_PROTO("T", "", "NT"),
  VAR("T", "L", ""),
  DATASEC("#", "", "T##"),
  FLOAT("#", "", ""),
  DECL_TAG("T", "#", ""),
  TYPE_TAG("T", "", ""),
  ENUM64("#", "", "N##"),
  /**
   * Any kind that came later than this version: nothing is known of it but its length, where the
   * BTF has a section that says how each kind is laid out (Linux 7.1).
   */
  UNKNOWN("#", "", "");

  /** The letters of words that may not be any number. */
  static final String LIMITED = "NTL";

  private static final BtfKind[] ALL = values();

  /** The largest number of a kind; until Linux 7.1 there were 31. */
  private static final int MAX_NUMBER = 0x7f;

  /** The kinds by their numbers, as often as a kernel has types: without an Optional each. */
  private static final BtfKind[] BY_NUMBER = byNumber();

  private static BtfKind[] byNumber() {
    BtfKind[] all = new BtfKind[MAX_NUMBER + 1];
    Arrays.fill(all, UNKNOWN);
    System.arraycopy(ALL, 0, all, 1, ALL.length - 1);
    return all;
  }

  /** {@return the kind of a type whose second word is {@code info}} */
  static BtfKind in(int info) {
    return BY_NUMBER[number(info)];
  }

  /** {@return the number of the kind in the second word of a type} */
  static int number(int info) {
    return info >>> 24 & MAX_NUMBER;
  }

  private final String once;
  private final String entry;
  private final int[] onceChecked;
  private final int[] entryChecked;

  BtfKind(String third, String once, String entry) {
    this.once = "N#" + third + once;
    this.entry = entry;
    this.onceChecked = checked(this.once);
    this.entryChecked = checked(entry);
  }

  private static int[] checked(String letters) {
    // No lambda: assembling an object comes here, and is to start fast.
    int[] found = new int[letters.length()];
    int count = 0;
    for (int i = 0; i < found.length; i++) {
      int limit = LIMITED.indexOf(letters.charAt(i));
      if (limit >= 0) {
        found[count++] = i * LIMITED.length() + limit;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /**
   * {@return the number in BTF, 1 to 19; 0 is void, which has no entry}
   *
   * @throws IllegalStateException for {@link #UNKNOWN}, which is many
   */
  public int number() {
    if (this == UNKNOWN) {
      throw new IllegalStateException("an unknown kind has no one number");
    }
    return ordinal() + 1;
  }

  /** {@return the kind of that number} */
  public static Optional<BtfKind> of(int number) {
    return number >= 1 && number < ALL.length ? Optional.of(ALL[number - 1]) : Optional.empty();
  }

  /** {@return the letters of the words before the entries} */
  String once() {
    return once;
  }

  /** {@return the letters of the words of an entry} */
  String entry() {
    return entry;
  }

  /**
   * {@return which of the words before the entries have a limit: their place times the number of
   * {@link #LIMITED}, and which of these}
   */
  int[] onceChecked() {
    return onceChecked;
  }

  /** {@return the same of the words of an entry} */
  int[] entryChecked() {
    return entryChecked;
  }

  /** {@return how many words a type with {@code vlen} entries takes} */
  int words(int vlen) {
    return once.length() + vlen * entry.length();
  }

  /** {@return whether it adds a qualifier, a tag or a name to another type} */
  public boolean isModifier() {
    return this == TYPEDEF
        || this == VOLATILE
        || this == CONST
        || this == RESTRICT
        || this == TYPE_TAG;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
