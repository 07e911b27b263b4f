package dev.jbpf.btf;

import dev.jbpf.internal.ByteSink;
import dev.jbpf.internal.StringTable;
import java.nio.ByteOrder;

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
  private final BtfIndex index;
  private boolean hasLayout;

  /** Without types, for a machine of that byte order. */
  public BtfBuilder(ByteOrder order) {
    this.order = order;
    this.encoder = new BtfEncoder(new ByteSink(order, 256), strings);
    this.index = new BtfIndex(encoder.bytes());
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
}
