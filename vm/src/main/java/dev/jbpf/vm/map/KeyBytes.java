package dev.jbpf.vm.map;

import java.util.Arrays;

/** Bytes that can be a key of a Java map. */
record KeyBytes(byte[] bytes) {
  @Override
  public boolean equals(Object other) {
    return other instanceof KeyBytes bits && Arrays.equals(bytes, bits.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
