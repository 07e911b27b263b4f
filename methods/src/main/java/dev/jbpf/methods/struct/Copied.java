package dev.jbpf.methods.struct;

import dev.jbpf.kernel.Helper;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.JavaCalls;
import java.nio.charset.StandardCharsets;

/** Memory that is read by copies. */
final class Copied extends Source {
  private final Helper reader;
  private final Helper texts;
  private final long address;

  Copied(Helper reader, Helper texts, long address) {
    this.reader = reader;
    this.texts = texts;
    this.address = address;
  }

  @Override
  byte[] read(int offset, int size) {
    Area room = Area.room(size);
    JavaCalls.number(reader, room, (long) size, address + offset);
    return room.toBytes(size);
  }

  @Override
  void write(int offset, byte[] bytes) {
    throw new UnsupportedOperationException("what is read by copies cannot be set");
  }

  @Override
  String text(int offset, int size) {
    Area room = Area.room(size);
    long length = JavaCalls.number(texts, room, (long) size, address + offset);
    int end = (int) Math.max(0, length - 1);
    return new String(room.toBytes(size), 0, end, StandardCharsets.UTF_8);
  }

  @Override
  Source follow(int offset) {
    return new Copied(reader, texts, MemberNumbers.of(read(offset, Long.BYTES), false));
  }

  @Override
  Source plus(int offset) {
    return new Copied(reader, texts, address + offset);
  }
}
