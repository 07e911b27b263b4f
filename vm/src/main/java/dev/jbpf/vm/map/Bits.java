package dev.jbpf.vm.map;

import java.util.Arrays;

/** Bytes that can be a key of a Java map. */
record Bits(byte[] bytes) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Bits bits && Arrays.equals(bytes, bits.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
