package dev.jbpf.btf;

import dev.jbpf.internal.ByteSink;
import dev.jbpf.internal.StringTable;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Collects types and strings, each once, and writes them as BTF: the section {@code .BTF} of an
 * object, or what {@code BPF_BTF_LOAD} takes.
 */
public final class BtfBuilder {
  private static final int MAGIC = 0xeb9f;
  private static final int VERSION = 1;
  private static final int HEADER = 24;

  private final ByteOrder order;
  private final StringTable strings = new StringTable();
  private final BtfEncoder encoder;
  private final Index index;
  private boolean hasLayout;

  /** Without types, for a machine of that byte order. */
  public BtfBuilder(ByteOrder order) {
    this.order = order;
    this.encoder = new BtfEncoder(new ByteSink(order, 256), strings);
    this.index = new Index(encoder.bytes());
  }

  /** {@return the byte order of the machine that it describes} */
  public ByteOrder order() {
    return order;
  }

  /**
   * {@return the id of {@code type}, added if no equal one is there} Types within it are ids that
   * this builder gave, or will give: new types are numbered from 1 on.
   *
   * @throws IllegalArgumentException if BTF cannot hold it: more than 65,535 members, a size of 4
   *     GiB, a bit field behind the first 2 MiB
   */
  public int add(BtfType type) {
    if (type instanceof BtfType.Void) {
      return 0;
    }
    ByteSink types = encoder.bytes();
    int start = types.size();
    encoder.encode(type, index.count() + 1);
    int known = index.find(start);
    if (known == 0) {
      return index.add(start);
    }
    types.truncate(start);
    return known;
  }

  /**
   * {@return the id of {@code type}, the next, even if an equal one is there}
   *
   * @throws IllegalArgumentException as {@link #add} does
   */
  public int append(BtfType type) {
    int start = encoder.bytes().size();
    encoder.encode(type, index.count() + 1);
    return index.add(start);
  }

  /** {@return the offset of {@code text} among the strings, added if it is new} */
  public int string(String text) {
    return strings.add(text);
  }

  /**
   * {@return the offset of {@code text} among the strings, of which each line is one} What is left
   * of a line from any byte on is a string too: the one at the sum of both offsets.
   */
  public int lines(byte[] text) {
    return strings.addLines(text);
  }

  /** {@return the length of all strings in bytes} */
  public int stringBytes() {
    return strings.size();
  }

  /**
   * Has the BTF say how each kind is laid out, so that readers skip kinds that they do not know;
   * returns this. Kernels take that since Linux 7.1.
   */
  public BtfBuilder withLayout() {
    hasLayout = true;
    return this;
  }

  /** {@return the number of types, void included} */
  public int size() {
    return index.count() + 1;
  }

  /**
   * {@return the BTF}
   *
   * @throws IllegalStateException if a type refers to one that was not added
   */
  public byte[] toBytes() {
    if (encoder.lastReferred() > index.count()) {
      throw new IllegalStateException(
          "a type refers to type " + encoder.lastReferred() + ", there are 0 to " + index.count());
    }
    ByteSink types = encoder.bytes();
    ByteSink layout = hasLayout ? KindLayouts.table(order) : new ByteSink(order, 0);
    ByteSink all = new ByteSink(order, HEADER + types.size() + strings.size() + layout.size());
    all.putShort(MAGIC);
    all.putByte(VERSION);
    all.putByte(0);
    all.putInt(hasLayout ? KindLayouts.HEADER : HEADER);
    all.putInt(0);
    all.putInt(types.size());
    all.putInt(types.size());
    all.putInt(strings.size());
    if (hasLayout) {
      all.putInt(types.size() + strings.size());
      all.putInt(layout.size());
    }
    all.putBytes(types.array(), 0, types.size());
    all.putBytes(strings.array(), 0, strings.size());
    all.putBytes(layout.array(), 0, layout.size());
    return all.toBytes();
  }

  /**
   * Finds types by their bytes: two are equal when they are written alike, because names and other
   * types are numbers there. An open table of ids, at most half full.
   */
  private static final class Index {
    private final ByteSink types;

    /** Where the type of each id starts, and behind the last where it ends. */
    private int[] starts = new int[16];

    private int[] table = new int[2 * starts.length];
    private int count;

    Index(ByteSink types) {
      this.types = types;
    }

    int count() {
      return count;
    }

    /** The id of a type of the same bytes as those from {@code start} to the end; 0 if none is. */
    int find(int start) {
      return table[place(start, types.size())];
    }

    /** Notes that the bytes from {@code start} to the end are a new type, and returns its id. */
    int add(int start) {
      count++;
      if (count + 1 == starts.length) {
        grow();
      }
      starts[count] = start;
      starts[count + 1] = types.size();
      table[place(start, types.size())] = count;
      return count;
    }

    private void grow() {
      starts = Arrays.copyOf(starts, 2 * starts.length);
      table = new int[2 * starts.length];
      for (int id = 1; id < count; id++) {
        table[place(starts[id], starts[id + 1])] = id;
      }
    }

    /** Where the id of these bytes is in the table, or would be. */
    private int place(int start, int end) {
      byte[] bytes = types.array();
      int hash = 1;
      for (int at = start; at < end; at++) {
        hash = 31 * hash + bytes[at];
      }
      int place = (hash ^ hash >>> 16) & table.length - 1;
      while (table[place] != 0 && !isAt(table[place], start, end)) {
        place = place + 1 & table.length - 1;
      }
      return place;
    }

    private boolean isAt(int id, int start, int end) {
      byte[] bytes = types.array();
      return Arrays.equals(bytes, starts[id], starts[id + 1], bytes, start, end);
    }
  }
}
