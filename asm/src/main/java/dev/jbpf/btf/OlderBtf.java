package dev.jbpf.btf;

import dev.jbpf.internal.ByteSink;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * BTF as older kernels take it: kinds that they do not know become others of the same layout, so
 * that ids and strings stay what they were, and with them function and line information.
 *
 * <p>Source: the behaviour of libbpf; {@code Documentation/bpf/btf.rst}.
 */
public final class OlderBtf {
  private static final int INFO = BtfWords.BYTES;
  private static final int THIRD = 2 * BtfWords.BYTES;
  private static final int ONCE = 3 * BtfWords.BYTES;
  private static final int ENTRY = 3 * BtfWords.BYTES;
  private static final int BYTE_BITS = 8;
  private static final int ENUM_BYTES = 4;

  /** What kernels have learned, in the reverse order. */
  public enum Feature {
    /**
     * More than 65,535 members of a type, kinds above 19, and how each kind is laid out; Linux 7.1.
     */
    LAYOUT("layouts of kinds"),
    /** Names of sections that start with a question mark; Linux 6.9. */
    QUESTION_MARK("names of sections that start with a question mark"),
    /** Enumerations of 64 bits; Linux 6.0. */
    ENUM64("enumerations of 64 bits"),
    /** Tags of types; Linux 5.17. */
    TYPE_TAG("tags of types"),
    /** Tags of declarations; Linux 5.16. */
    DECL_TAG("tags of declarations"),
    /** Floating point; Linux 5.13. */
    FLOAT("floating point"),
    /** Functions that other objects see; Linux 5.6. */
    GLOBAL_FUNCTION("functions that other objects see"),
    /** Variables and their sections; Linux 5.2. */
    VARIABLE("variables and their sections"),
    /** Functions; Linux 5.0. */
    FUNCTION("functions, and so no lines of the source,");

    private final String words;

    Feature(String words) {
      this.words = words;
    }

    /** {@return what it is, for a message} */
    public String words() {
      return words;
    }
  }

  private final Btf types;
  private final ByteBuffer words;
  private final Feature newest;

  private OlderBtf(byte[] copy, Feature newest) {
    this.types = Btf.parse(copy);
    this.words = ByteBuffer.wrap(copy).order(types.order());
    this.newest = newest;
  }

  /**
   * {@return {@code btf} as a kernel takes it that has neither {@code feature} nor what came later}
   *
   * @throws BtfException if the bytes are no BTF
   */
  public static byte[] before(Feature feature, byte[] btf) {
    byte[] copy = WithoutLayout.of(btf);
    new OlderBtf(copy, feature).replaceAll();
    return copy;
  }

  private boolean lacks(Feature feature) {
    return feature.compareTo(newest) <= 0;
  }

  private void replaceAll() {
    for (int id = 1; id < types.size(); id++) {
      replace(types.start(id), types.kind(id).orElseThrow());
    }
  }

  private void replace(int at, BtfKind kind) {
    switch (kind) {
      case ENUM64 -> when(Feature.ENUM64, () -> toUnion(at));
      case TYPE_TAG -> when(Feature.TYPE_TAG, () -> toNameless(at, BtfKind.CONST));
      case DECL_TAG -> when(Feature.DECL_TAG, () -> toByte(at));
      case FLOAT -> when(Feature.FLOAT, () -> toNameless(at, BtfKind.STRUCT));
      case VAR -> when(Feature.VARIABLE, () -> toByte(at));
      case DATASEC -> replaceSection(at);
      case FUNC_PROTO -> when(Feature.FUNCTION, () -> toEnum(at));
      case FUNC -> replaceFunction(at);
      case UNKNOWN,
          INT,
          PTR,
          ARRAY,
          STRUCT,
          UNION,
          ENUM,
          FWD,
          TYPEDEF,
          VOLATILE,
          CONST,
          RESTRICT -> {}
    }
  }

  private void replaceSection(int at) {
    int name = types.bytes().strings().start() + words.getInt(at);
    if (lacks(Feature.QUESTION_MARK) && words.get(name) == '?') {
      words.put(name, (byte) '_');
    }
    when(Feature.VARIABLE, () -> toStruct(at));
  }

  private void when(Feature feature, Runnable replacement) {
    if (lacks(feature)) {
      replacement.run();
    }
  }

  /** The linkage is where others have the number of their entries. */
  private void replaceFunction(int at) {
    if (lacks(Feature.FUNCTION)) {
      setKind(at, BtfKind.TYPEDEF, 0);
    } else if (lacks(Feature.GLOBAL_FUNCTION)) {
      setKind(at, BtfKind.FUNC, 0);
    }
  }

  private void setKind(int at, BtfKind kind, int vlen) {
    words.putInt(at + INFO, kind.number() << 24 | vlen);
  }

  private int vlen(int at) {
    return BtfBytes.vlen(words.getInt(at + INFO));
  }

  private void toNameless(int at, BtfKind kind) {
    words.putInt(at, 0);
    setKind(at, kind, 0);
  }

  /** A variable may be of one byte, so that what stands for it must not be larger. */
  private void toByte(int at) {
    setKind(at, BtfKind.INT, 0);
    words.putInt(at + THIRD, 1);
    words.putInt(at + ONCE, BYTE_BITS);
  }

  private void toEnum(int at) {
    setKind(at, BtfKind.ENUM, vlen(at));
    words.putInt(at + THIRD, ENUM_BYTES);
  }

  /** Values become members, which need a type of at most eight bytes. */
  private void toUnion(int at) {
    int count = vlen(at);
    int type = anyNumber().orElse(0);
    setKind(at, BtfKind.UNION, count);
    for (int i = 0; i < count; i++) {
      int member = at + ONCE + i * ENTRY;
      words.putInt(member + BtfWords.BYTES, type);
      words.putInt(member + 2 * BtfWords.BYTES, 0);
    }
  }

  private Optional<Integer> anyNumber() {
    for (int id = 1; id < types.size(); id++) {
      if (types.type(id) instanceof BtfType.Int number && number.size() <= Long.BYTES) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  /** Variables become members of the same names, at offsets in bits; a dot is in no C name. */
  private void toStruct(int at) {
    int count = vlen(at);
    setKind(at, BtfKind.STRUCT, count);
    undot(words.getInt(at));
    for (int i = 0; i < count; i++) {
      int member = at + ONCE + i * ENTRY;
      int variable = words.getInt(member);
      int offset = words.getInt(member + BtfWords.BYTES);
      words.putInt(member, types.bytes().nameOffset(variable - 1));
      words.putInt(member + BtfWords.BYTES, variable);
      words.putInt(member + 2 * BtfWords.BYTES, offset * Byte.SIZE);
    }
  }

  private void undot(int name) {
    for (int i = types.bytes().strings().start() + name; words.get(i) != 0; i++) {
      if (words.get(i) == '.') {
        words.put(i, (byte) '_');
      }
    }
  }

  /**
   * BTF as all kernels before 7.1 took it: no section tells how kinds are laid out, a type has at
   * most 65,535 members, of those that have more the first, and what is of a later kind is a
   * structure without name and members. Ids and strings stay what they were.
   */
  private static final class WithoutLayout {
    private static final int HEADER = 24;
    private static final int LAYOUT_LENGTH_AT = 28;
    private static final int MOST = 0xffff;
    private static final int FLAG_AND_KIND = 0xff00_0000;

    private final BtfBytes types;
    private final ByteSink out;

    private WithoutLayout(Btf btf) {
      this.types = btf.bytes();
      this.out = new ByteSink(btf.order(), types.words().bytes().length);
    }

    /** {@return {@code btf} so, a copy} */
    static byte[] of(byte[] btf) {
      byte[] copy = btf.clone();
      Btf read = Btf.parse(copy);
      return isNeeded(read.bytes()) ? new WithoutLayout(read).write() : copy;
    }

    private static boolean isNeeded(BtfBytes types) {
      boolean hasLayout =
          types.words().at(BtfWords.BYTES) > HEADER && types.words().at(LAYOUT_LENGTH_AT) > 0;
      for (int index = 0; !hasLayout && index < types.count(); index++) {
        hasLayout = BtfBytes.vlen(types.info(index)) > MOST;
      }
      return hasLayout;
    }

    private byte[] write() {
      ByteSink body = new ByteSink(out.order(), 0);
      for (int index = 0; index < types.count(); index++) {
        copy(index, body);
      }
      BtfStrings strings = types.strings();
      out.putBytes(Arrays.copyOf(types.words().bytes(), BtfWords.BYTES), 0, BtfWords.BYTES);
      out.putInt(HEADER);
      out.putInt(0);
      out.putInt(body.size());
      out.putInt(body.size());
      out.putInt(strings.length());
      out.putBytes(body.array(), 0, body.size());
      out.putBytes(types.words().bytes(), strings.start(), strings.length());
      return out.toBytes();
    }

    private void copy(int index, ByteSink body) {
      BtfKind kind = types.kind(index);
      if (kind == BtfKind.UNKNOWN) {
        body.putInt(0);
        body.putInt(BtfKind.STRUCT.number() << 24);
        body.putInt(0);
        return;
      }
      int entries = Math.min(BtfBytes.vlen(types.info(index)), MOST);
      int start = types.offsets()[index];
      body.putInt(types.nameOffset(index));
      body.putInt(types.info(index) & FLAG_AND_KIND | entries);
      int head = 2 * BtfWords.BYTES;
      body.putBytes(
          types.words().bytes(), start + head, kind.words(entries) * BtfWords.BYTES - head);
    }
  }
}
