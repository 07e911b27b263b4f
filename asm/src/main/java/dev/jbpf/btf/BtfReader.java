package dev.jbpf.btf;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Finds the types and strings of a BTF, and checks all that decoding relies on. */
final class BtfReader {
  private static final int MAGIC_LOW = 0x9f;
  private static final int MAGIC_HIGH = 0xeb;
  private static final int VERSION = 1;
  private static final int HEADER = 24;
  private static final int LAYOUT_AT = 24;
  private static final int MAX_VLEN_WORDS = 12;

  /** What {@link BtfKind#LIMITED} stands for. */
  private static final List<String> LIMITED = List.of("the name", "the type", "the linkage");

  private static final int LIMITS = BtfKind.LIMITED.length();
  private static final int LINKAGES = BtfType.Linkage.values().length;

  private final BtfWords words;
  private final int firstId;
  private final int stringBase;
  private KindLayouts layouts = KindLayouts.NONE;

  private BtfReader(BtfWords words, int firstId, int stringBase) {
    this.words = words;
    this.firstId = firstId;
    this.stringBase = stringBase;
  }

  /** Reads {@code bytes}, whose types and strings follow those of a base. */
  static BtfBytes read(byte[] bytes, int firstId, int stringBase) {
    return new BtfReader(new BtfWords(bytes, order(bytes)), firstId, stringBase).read();
  }

  static ByteOrder order(byte[] bytes) {
    if (bytes.length < HEADER) {
      throw new BtfException(
          0, "cut short: " + bytes.length + " bytes, the header takes " + HEADER);
    }
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (first == MAGIC_LOW && second == MAGIC_HIGH) {
      return ByteOrder.LITTLE_ENDIAN;
    } else if (first == MAGIC_HIGH && second == MAGIC_LOW) {
      return ByteOrder.BIG_ENDIAN;
    }
    throw new BtfException(0, String.format("no BTF: starts with %02x %02x", first, second));
  }

  private BtfBytes read() {
    if (words.bytes()[2] != VERSION) {
      throw new BtfException(2, "version " + words.bytes()[2] + ", only 1 is known");
    }
    long header = words.unsigned(4);
    if (header < HEADER || header > words.bytes().length) {
      throw new BtfException(4, "a header of " + header + " bytes");
    }
    int[] types = section(header, 8, "type");
    int[] names = section(header, 16, "string");
    BtfStrings strings = new BtfStrings(words.bytes(), names[0], stringBase, names[1]);
    checkStrings(strings);
    if (header >= KindLayouts.HEADER) {
      layouts = KindLayouts.read(words, section(header, LAYOUT_AT, "layout"));
    }
    int[] offsets = locate(types[0], types[0] + types[1]);
    BtfBytes all = new BtfBytes(words, offsets, strings);
    checkReferences(all);
    return all;
  }

  /** {@return start and length of the section whose offset and length the header has there} */
  private int[] section(long header, int at, String name) {
    long start = header + words.unsigned(at);
    long length = words.unsigned(at + BtfWords.BYTES);
    if (start + length > words.bytes().length) {
      throw new BtfException(
          at,
          String.format(
              "the %s section, bytes %d to %d, ends past the last byte, %d",
              name, start, start + length, words.bytes().length));
    }
    return new int[] {(int) start, (int) length};
  }

  private void checkStrings(BtfStrings strings) {
    int end = strings.start() + strings.length();
    if (strings.length() > 0 && words.bytes()[end - 1] != 0) {
      throw new BtfException(end - 1, "the last string does not end");
    }
    if (stringBase == 0 && (strings.length() == 0 || words.bytes()[strings.start()] != 0)) {
      throw new BtfException(strings.start(), "the first string is not empty");
    }
    if ((long) stringBase + strings.length() > Integer.MAX_VALUE) {
      throw new BtfException(strings.start(), "more than 2^31 bytes of strings");
    }
  }

  private int[] locate(int start, int end) {
    int[] offsets = new int[Math.max(1, (end - start) / (MAX_VLEN_WORDS * BtfWords.BYTES))];
    int count = 0;
    for (int at = start; at < end; count++) {
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * count);
      }
      offsets[count] = at;
      at += lengthAt(at, end);
    }
    return Arrays.copyOf(offsets, count);
  }

  private int lengthAt(int at, int end) {
    if (end - at < 3 * BtfWords.BYTES) {
      throw new BtfException(at, "a type is cut short");
    }
    int info = words.at(at + BtfWords.BYTES);
    BtfKind kind = BtfKind.in(info);
    long length =
        kind == BtfKind.UNKNOWN
            ? layouts.length(info, at)
            : (long) kind.words(BtfBytes.vlen(info)) * BtfWords.BYTES;
    if (length > end - at) {
      throw new BtfException(
          at, kind + " takes " + length + " bytes, " + (end - at) + " are left of the section");
    }
    return (int) length;
  }

  private void checkReferences(BtfBytes all) {
    int[] limits = {all.strings().limit(), firstId + all.count(), LINKAGES};
    for (int index = 0; index < all.count(); index++) {
      int at = all.offsets()[index];
      int info = all.info(index);
      BtfKind kind = BtfKind.in(info);
      if (kind == BtfKind.FUNC) {
        check("the linkage", BtfBytes.vlen(info), LINKAGES, at);
      }
      checkWords(kind.onceChecked(), at, limits);
      int stride = kind.entry().length() * BtfWords.BYTES;
      int entry = at + kind.once().length() * BtfWords.BYTES;
      for (int n = stride == 0 ? 0 : BtfBytes.vlen(info); n > 0; n--, entry += stride) {
        checkWords(kind.entryChecked(), entry, limits);
      }
    }
  }

  /** Checks those of the words from {@code start} on that a {@link BtfKind} has limits for. */
  private void checkWords(int[] checked, int start, int... limits) {
    for (int each : checked) {
      int at = start + each / LIMITS * BtfWords.BYTES;
      int limit = limits[each % LIMITS];
      // Not unsigned(), as long as all is well: of a kernel, this is done half a million times.
      int value = words.at(at);
      if (value < 0 || value >= limit) {
        check(LIMITED.get(each % LIMITS), words.unsigned(at), limit, at);
      }
    }
  }

  private static void check(String what, long value, int limit, int at) {
    if (value >= limit) {
      throw new BtfException(at, what + " is " + value + ", must be from 0 to " + (limit - 1));
    }
  }
}
