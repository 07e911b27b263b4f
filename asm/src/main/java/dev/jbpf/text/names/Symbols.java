package dev.jbpf.text.names;

import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.internal.Exact;
import dev.jbpf.internal.Rows;
import dev.jbpf.source.Cursor;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names of a source: each gets a number, and keeps what is known of it under that number. */
public final class Symbols {
  /** No symbol. */
  public static final int NONE = -1;

  /** The section of a symbol that is not defined. */
  public static final int UNDEFINED = -1;

  /** The place of the definition of a symbol that the source does not define. */
  public static final int BUILT_IN = -1;

  /** The section of a symbol that is a number. */
  public static final int CONSTANT = -2;

  /** The attribute of a symbol that other objects see. */
  public static final int GLOBAL = 1;

  /** The attribute of a global symbol that may be missing. */
  public static final int WEAK = 2;

  public static final int LOCAL = 4;
  public static final int FUNCTION = 8;
  public static final int OBJECT = 16;
  public static final int HIDDEN = 32;

  /** The attribute of a symbol that stands for a section itself. */
  public static final int SECTION = 64;

  /** The attribute of a number that a signed one of 64 bits cannot be. */
  public static final int HUGE = 128;

  public static final int PROTECTED = 256;
  public static final int INTERNAL = 512;

  /** What names of labels start with that objects do not keep. */
  private static final String[] PASSING = {".L", "LBB"};

  private int[] table = new int[1024];
  private byte[] pool = new byte[4096];
  private int[] ends = new int[256];
  private int[] hashes = new int[256];
  private int[] sections = new int[256];
  private long[] values = new long[256];
  private int[] definitions = new int[256];
  private short[] attributes = new short[256];
  private int pooled;
  private int count;
  private int replaced;

  /**
   * {@return the number of the name that stands in {@code text} from {@code from} to {@code to}}
   */
  public int intern(byte[] text, int from, int to, int hash) {
    if (count == ends.length) {
      grow();
    }
    int mask = table.length - 1;
    int i = spread(hash) & mask;
    for (int entry; (entry = table[i]) != 0; i = i + 1 & mask) {
      if (hashes[entry - 1] == hash && isName(entry - 1, text, from, to)) {
        return entry - 1;
      }
    }
    table[i] = count + 1;
    return add(text, from, to, hash);
  }

  /** {@return the number of that name, which is not empty} */
  public int intern(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return intern(text, 0, text.length, hash(text));
  }

  /** As {@link Cursor#name} has it. */
  private static int hash(byte[] text) {
    int hash = text[0];
    for (int i = 1; i < text.length; i++) {
      hash = hash * 31 + text[i];
    }
    return hash;
  }

  /** {@return the number of that name, {@link #NONE} if it has none} */
  public int find(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    int hash = hash(text);
    int mask = table.length - 1;
    for (int i = spread(hash) & mask; table[i] != 0; i = i + 1 & mask) {
      if (isName(table[i] - 1, text, 0, text.length)) {
        return table[i] - 1;
      }
    }
    return NONE;
  }

  /** {@return the number of a new symbol that no name finds} */
  public int anonymous() {
    return add(pool, 0, 0, 0);
  }

  private int add(byte[] text, int from, int to, int hash) {
    if (count == ends.length) {
      grow();
    }
    if (pooled + to - from > pool.length) {
      pool = Arrays.copyOf(pool, Math.max(pool.length * 2, pooled + to - from));
    }
    System.arraycopy(text, from, pool, pooled, to - from);
    pooled += to - from;
    ends[count] = pooled;
    hashes[count] = hash;
    sections[count] = UNDEFINED;
    return count++;
  }

  private void grow() {
    int size = count * 2;
    ends = Arrays.copyOf(ends, size);
    hashes = Arrays.copyOf(hashes, size);
    sections = Arrays.copyOf(sections, size);
    values = Arrays.copyOf(values, size);
    attributes = Arrays.copyOf(attributes, size);
    definitions = Arrays.copyOf(definitions, size);
    table = new int[size * 4];
    for (int symbol = 0; symbol < count; symbol++) {
      if (hasName(symbol)) {
        enter(symbol);
      }
    }
  }

  /** A method of its own: the loop around it ends before it would be compiled. */
  private void enter(int symbol) {
    int mask = table.length - 1;
    int i = spread(hashes[symbol]) & mask;
    while (table[i] != 0) {
      i = i + 1 & mask;
    }
    table[i] = symbol + 1;
  }

  private static int spread(int hash) {
    int h = hash * 0x9e3779b9;
    return h ^ h >>> 15;
  }

  private boolean hasName(int symbol) {
    return ends[symbol] > startOf(symbol);
  }

  private int startOf(int symbol) {
    return symbol == 0 ? 0 : ends[symbol - 1];
  }

  private boolean isName(int symbol, byte[] text, int from, int to) {
    return Arrays.equals(pool, startOf(symbol), ends[symbol], text, from, to);
  }

  /** {@return how many there are; their numbers are below} */
  public int count() {
    return count;
  }

  /** {@return the name, empty for an anonymous one} */
  public String name(int symbol) {
    int from = startOf(symbol);
    return new String(pool, from, ends[symbol] - from, StandardCharsets.UTF_8);
  }

  public boolean isDefined(int symbol) {
    return sections[symbol] != UNDEFINED;
  }

  /** {@return whether the symbol is a number} */
  public boolean isConstant(int symbol) {
    return sections[symbol] == CONSTANT;
  }

  /** {@return the section that the symbol is in, {@link #UNDEFINED} or {@link #CONSTANT}} */
  public int section(int symbol) {
    return sections[symbol];
  }

  /** {@return whether the source does not define the symbol, but may} */
  public boolean isBuiltIn(int symbol) {
    return definitions[symbol] == BUILT_IN;
  }

  /** {@return whether the source has used that name, and not defined it} */
  public boolean isBuiltIn(String name) {
    int symbol = find(name);
    return symbol != NONE && isBuiltIn(symbol);
  }

  /** {@return how many names the source has defined behind their use as the kernel's} */
  public int replaced() {
    return replaced;
  }

  /** {@return the number of bytes from the section's start, or the constant} */
  public long value(int symbol) {
    return values[symbol];
  }

  /** {@return the constant} */
  public BigInteger number(int symbol) {
    return Exact.of(values[symbol], is(symbol, HUGE));
  }

  /** {@return where in the source it was defined} */
  public int definition(int symbol) {
    return definitions[symbol];
  }

  /** Says what {@code symbol} stands for. */
  public void define(int symbol, int section, long value, int offset) {
    replaced += isBuiltIn(symbol) ? 1 : 0;
    sections[symbol] = section;
    values[symbol] = value;
    definitions[symbol] = offset;
  }

  /** Says that {@code symbol} stands for a number, a {@code huge} one where it has no sign. */
  public void defineNumber(int symbol, long value, boolean huge, int offset) {
    define(symbol, CONSTANT, value, offset);
    attributes[symbol] = (short) (attributes[symbol] & ~HUGE | (huge ? HUGE : 0));
  }

  public void move(int symbol, long value) {
    values[symbol] = value;
  }

  /** Gives a symbol more attributes. */
  public void mark(int symbol, int more) {
    attributes[symbol] |= (short) more;
  }

  public boolean is(int symbol, int attribute) {
    return (attributes[symbol] & attribute) != 0;
  }

  /** {@return whether it has a name that objects keep: compilers start their own with .L or LBB} */
  public boolean isNamed(int symbol) {
    return hasName(symbol)
        && (is(symbol, LOCAL | GLOBAL)
            || !startsWith(symbol, PASSING[0]) && !startsWith(symbol, PASSING[1]));
  }

  /** {@return whether objects keep that name only where the source says that it is local} */
  public static boolean isPassing(byte[] name) {
    return startsWith(name, PASSING[0]) || startsWith(name, PASSING[1]);
  }

  private static boolean startsWith(byte[] name, String prefix) {
    int i = 0;
    while (i < name.length && i < prefix.length() && name[i] == prefix.charAt(i)) {
      i++;
    }
    return i == prefix.length();
  }

  /** {@return whether objects have a symbol of that name, not one for the section} */
  public boolean isKept(int symbol) {
    return isNamed(symbol) && !is(symbol, SECTION);
  }

  /** {@return whether nothing is said of it but where it is} */
  public boolean isPlain(int symbol) {
    return (attributes[symbol] & ~(LOCAL | HUGE)) == 0;
  }

  /** Adds the symbol to an object, as a label of {@code section}. */
  public void addLabel(int symbol, ElfBuilder elf, SectionBuilder section) {
    int from = startOf(symbol);
    elf.label(pool, from, ends[symbol] - from, section, values[symbol]);
  }

  private boolean startsWith(int symbol, String prefix) {
    int from = startOf(symbol);
    boolean starts = ends[symbol] - from > prefix.length();
    for (int i = 0; starts && i < prefix.length(); i++) {
      starts = pool[from + i] == prefix.charAt(i);
    }
    return starts;
  }

  /** {@return for each of so many sections the symbols with a name in it, by rising places} */
  public int[][] inOrder(int sectionCount) {
    return inOrder(sectionCount, 0);
  }

  /** {@return those of {@link #inOrder(int)} that have one of {@code attributes}; all for 0} */
  public int[][] inOrder(int sectionCount, int wanted) {
    long[] placed = new long[count];
    int[] sizes = new int[sectionCount];
    int found = 0;
    for (int symbol = 0; symbol < count; symbol++) {
      if (sections[symbol] >= 0 && (wanted == 0 || is(symbol, wanted)) && hasName(symbol)) {
        placed[found++] = values[symbol] << 32 | symbol;
        sizes[sections[symbol]]++;
      }
    }
    Rows.sort(placed, found);
    int[][] inOrder = new int[sectionCount][];
    for (int section = 0; section < sectionCount; section++) {
      inOrder[section] = new int[sizes[section]];
    }
    for (int i = found - 1; i >= 0; i--) {
      int symbol = (int) placed[i];
      inOrder[sections[symbol]][--sizes[sections[symbol]]] = symbol;
    }
    return inOrder;
  }
}
