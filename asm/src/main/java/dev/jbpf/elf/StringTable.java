package dev.jbpf.elf;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Texts ended by zeros, each once; the empty one is first. */
final class StringTable {
  private static final String RELOCATIONS = ".rel";

  private final Map<String, Integer> offsets = new HashMap<>();
  private final ByteSink bytes = new ByteSink(ByteOrder.LITTLE_ENDIAN, 256);

  StringTable() {
    add("");
  }

  int add(String text) {
    Integer known = offsets.get(text);
    return known == null ? append(text) : known;
  }

  /** The name of the relocations of a section; the section's own name is the end of it. */
  int addRelocations(String section) {
    int offset = add(RELOCATIONS + section);
    offsets.putIfAbsent(section, offset + RELOCATIONS.length());
    return offset;
  }

  private int append(String text) {
    int offset = bytes.size();
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    bytes.putBytes(encoded, 0, encoded.length);
    bytes.putByte(0);
    offsets.put(text, offset);
    return offset;
  }

  int size() {
    return bytes.size();
  }

  byte[] array() {
    return bytes.array();
  }
}
