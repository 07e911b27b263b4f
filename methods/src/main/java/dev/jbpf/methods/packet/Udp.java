package dev.jbpf.methods.packet;

import dev.jbpf.kernel.Udphdr;
import dev.jbpf.map.Codec;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.memory.Area;
import org.jspecify.annotations.Nullable;

/** A UDP header. */
@Vocabulary
public final class Udp {
  static final int SIZE = Udphdr.SIZE;

  private final Area at;
  private final Area end;

  Udp(Area at, Area end) {
    this.at = at;
    this.end = end;
  }

  /** {@return the port that it comes from} */
  public int source() {
    return at.be16(Udphdr.SOURCE.offset());
  }

  /** {@return the port that it goes to} */
  public int destination() {
    return at.be16(Udphdr.DEST.offset());
  }

  /** {@return the bytes of header and content} */
  public int length() {
    return at.be16(Udphdr.LEN.offset());
  }

  /** {@return the first {@code size} bytes of its content; null where there are fewer} */
  public @Nullable Area payload(int size) {
    return at.reaches(end, (long) SIZE + size) ? at.plus(SIZE) : null;
  }

  /** {@return what is behind it as the record has it; null where it is cut off} */
  public <R extends Record> @Nullable Cell<R> payload(Class<R> type) {
    return Packet.cell(at.plus(SIZE), end, Codec.record(type));
  }

  /** Changes the port that it goes to; the sum is the caller's to change. */
  public void setDestination(int port) {
    at.setBe16(Udphdr.DEST.offset(), port);
  }

  /** Changes the port that it comes from; the sum is the caller's to change. */
  public void setSource(int port) {
    at.setBe16(Udphdr.SOURCE.offset(), port);
  }
}
