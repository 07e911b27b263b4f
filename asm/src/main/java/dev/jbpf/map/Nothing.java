package dev.jbpf.map;

import java.nio.ByteBuffer;

/** The only value of no bytes. */
public enum Nothing {
  NOTHING;

  /** Zero bytes. */
  record InNoBytes() implements Codec<Nothing> {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public int alignment() {
      return 1;
    }

    @Override
    public void encode(Nothing value, ByteBuffer out, int at) {}

    @Override
    public Nothing decode(ByteBuffer in, int at) {
      return Nothing.NOTHING;
    }

    @Override
    public String toString() {
      return "nothing";
    }
  }
}
