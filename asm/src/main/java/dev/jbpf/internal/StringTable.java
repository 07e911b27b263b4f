package dev.jbpf.internal;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Texts ended by zeros, each once; the empty one is first. The form is that of ELF and of BTF. */
public final class StringTable {
  private final Map<String, Integer> offsets = new HashMap<>();
  private final ByteSink bytes = new ByteSink(ByteOrder.LITTLE_ENDIAN, 256);

  /** A table of the empty text. */
  public StringTable() {
    add("");
  }

  /** {@return the offset of {@code text}, added if it is new} */
  public int add(String text) {
    Integer known = offsets.get(text);
    if (known != null) {
      return known;
    }
    int offset = append(text);
    offsets.put(text, offset);
    return offset;
  }

  /** {@return the offset of {@code head + tail}; {@code tail} alone is then the end of it} */
  public int addJoined(String head, String tail) {
    int offset = add(head.concat(tail));
    offsets.putIfAbsent(tail, offset + head.getBytes(StandardCharsets.UTF_8).length);
    return offset;
  }

  /** {@return the offset of {@code text}, added without looking whether it is there} */
  public int append(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    int offset = append(encoded, encoded.length);
    bytes.putByte(0);
    return offset;
  }

  /**
   * {@return the offset of the first {@code size} bytes of {@code texts}, added as they are: texts
   * ended by zeros}
   */
  public int append(byte[] texts, int size) {
    int offset = bytes.size();
    bytes.putBytes(texts, 0, size);
    return offset;
  }

  /**
   * {@return the offset of {@code text}, whose line ends become ends of texts} Each line of it, and
   * what is left of a line from any place on, is then a text of the table. Nothing is looked up:
   * this is for many lines at once.
   */
  public int addLines(byte[] text) {
    int offset = bytes.size();
    bytes.putBytes(text, 0, text.length);
    bytes.putByte(0);
    byte[] all = bytes.array();
    for (int at = offset; at < bytes.size(); at++) {
      if (all[at] == '\n' || all[at] == '\r') {
        all[at] = 0;
      }
    }
    return offset;
  }

  /** {@return the length of all texts in bytes} */
  public int size() {
    return bytes.size();
  }

  /** {@return the texts; the array may be longer than {@link #size()}} */
  public byte[] array() {
    return bytes.array();
  }
}
