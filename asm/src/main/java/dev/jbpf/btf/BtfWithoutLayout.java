package dev.jbpf.btf;

import dev.jbpf.internal.ByteSink;
import java.util.Arrays;

/**
 * BTF as all kernels before 7.1 took it: no section tells how kinds are laid out, a type has at
 * most 65,535 members, of those that have more the first, and what is of a later kind is a
 * structure without name and members. Ids and strings stay what they were.
 */
final class BtfWithoutLayout {
  private static final int HEADER = 24;
  private static final int LAYOUT_LENGTH_AT = 28;
  private static final int MOST = 0xffff;
  private static final int FLAG_AND_KIND = 0xff00_0000;

  private final BtfBytes types;
  private final ByteSink out;

  private BtfWithoutLayout(Btf btf) {
    this.types = btf.bytes();
    this.out = new ByteSink(btf.order(), types.words().bytes().length);
  }

  /** {@return {@code btf} so, a copy} */
  static byte[] of(byte[] btf) {
    byte[] copy = btf.clone();
    Btf read = Btf.parse(copy);
    return isNeeded(read.bytes()) ? new BtfWithoutLayout(read).write() : copy;
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
    body.putBytes(types.words().bytes(), start + head, kind.words(entries) * BtfWords.BYTES - head);
  }
}
