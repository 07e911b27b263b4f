package dev.jbpf.btf;

import dev.jbpf.btf.BtfType.Encoding;
import dev.jbpf.btf.BtfType.Linkage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Makes a {@link BtfType} of the words of one type. */
final class BtfDecoder {
  private static final int WORD = BtfWords.BYTES;

  private final Btf btf;
  private final BtfWords words;
  private final int at;
  private final int info;
  private final BtfKind kind;
  private final int third;

  private BtfDecoder(Btf btf, int index) {
    this.btf = btf;
    this.words = btf.bytes().words();
    this.at = btf.bytes().offsets()[index];
    this.info = btf.bytes().info(index);
    this.kind = btf.bytes().kind(index);
    this.third = btf.bytes().third(index);
  }

  static BtfType decode(Btf btf, int index) {
    return new BtfDecoder(btf, index).decode();
  }

  private BtfType decode() {
    return switch (kind) {
      case INT -> integer(once(0));
      case PTR -> new BtfType.Ptr(third);
      case ARRAY -> new BtfType.Array(once(0), once(1), Integer.toUnsignedLong(once(2)));
      case STRUCT -> new BtfType.Struct(name(), size(), entries(this::member));
      case UNION -> new BtfType.Union(name(), size(), entries(this::member));
      case ENUM -> new BtfType.Enum(name(), size(), flag(), entries(this::enumerator));
      case FWD -> new BtfType.Fwd(name(), flag());
      case TYPEDEF -> new BtfType.Typedef(name(), third);
      case VOLATILE -> new BtfType.Volatile(third);
      case CONST -> new BtfType.Const(third);
      case RESTRICT -> new BtfType.Restrict(third);
      case FUNC -> new BtfType.Func(name(), third, linkage(BtfBytes.vlen(info)));
      case FUNC_PROTO -> new BtfType.FuncProto(third, entries(this::param));
      case VAR -> new BtfType.Var(name(), third, linkage(once(0)));
      case DATASEC -> new BtfType.Datasec(name(), size(), entries(this::variable));
      case FLOAT -> new BtfType.Float(name(), size());
      case DECL_TAG -> new BtfType.DeclTag(name(), third, once(0), flag());
      case TYPE_TAG -> new BtfType.TypeTag(name(), third, flag());
      case UNKNOWN -> new BtfType.Unknown(name(), BtfKind.number(info));
      case ENUM64 -> new BtfType.Enum64(name(), size(), flag(), entries(this::enumerator64));
    };
  }

  private BtfType.Int integer(int data) {
    Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
    for (Encoding encoding : Encoding.values()) {
      if ((data >>> 24 & encoding.bit()) != 0) {
        encodings.add(encoding);
      }
    }
    return new BtfType.Int(name(), size(), encodings, data >>> 16 & 0xff, data & 0xff);
  }

  private BtfType.Member member(int entry) {
    int place = words.at(entry + 2 * WORD);
    long bit = flag() ? place & 0xff_ffff : Integer.toUnsignedLong(place);
    return new BtfType.Member(
        string(entry), words.at(entry + WORD), bit, flag() ? place >>> 24 : 0);
  }

  private BtfType.Enumerator enumerator(int entry) {
    int value = words.at(entry + WORD);
    return new BtfType.Enumerator(string(entry), flag() ? value : Integer.toUnsignedLong(value));
  }

  private BtfType.Enumerator enumerator64(int entry) {
    long upper = words.at(entry + 2 * WORD);
    return new BtfType.Enumerator(string(entry), upper << 32 | words.unsigned(entry + WORD));
  }

  private BtfType.Param param(int entry) {
    return new BtfType.Param(string(entry), words.at(entry + WORD));
  }

  private BtfType.Variable variable(int entry) {
    return new BtfType.Variable(
        words.at(entry), words.unsigned(entry + WORD), words.unsigned(entry + 2 * WORD));
  }

  private static Linkage linkage(int number) {
    return Linkage.values()[number];
  }

  private boolean flag() {
    return BtfBytes.flag(info);
  }

  private long size() {
    return Integer.toUnsignedLong(third);
  }

  private String name() {
    return string(at);
  }

  private String string(int offset) {
    return btf.string(words.at(offset));
  }

  /** {@return the word of that number behind the third} */
  private int once(int number) {
    return words.at(at + (3 + number) * WORD);
  }

  private <T> List<T> entries(IntFunction<T> decode) {
    int count = BtfBytes.vlen(info);
    List<T> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(decode.apply(at + (kind.once().length() + i * kind.entry().length()) * WORD));
    }
    return entries;
  }
}
