package dev.jbpf.vm.context;

import dev.jbpf.kernel.StructField;

/** SkBuffMembers of structures, little-endian as the machine of programs. */
final class StructBytes {
  private StructBytes() {}

  static byte[] with(byte[] struct, StructField member, long value) {
    return with(struct, member, of(member, value));
  }

  /** {@return the bytes of a number; throws if it does not fit} */
  static byte[] of(StructField member, long value) {
    int size = member.size();
    if (size > Long.BYTES) {
      throw new IllegalArgumentException(member + " is an array: give its " + size + " bytes");
    }
    int spare = Long.SIZE - size * Byte.SIZE;
    if (value << spare >> spare != value && value << spare >>> spare != value) {
      throw new IllegalArgumentException(
          member + ": 0x" + Long.toHexString(value) + " does not fit in " + size + " bytes");
    }
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (value >>> i * Byte.SIZE);
    }
    return bytes;
  }

  static byte[] with(byte[] struct, StructField member, byte[] value) {
    if (value.length != member.size()) {
      throw new IllegalArgumentException(
          member + " has " + member.size() + " bytes, not " + value.length);
    }
    if (member.offset() + member.size() > struct.length) {
      throw new IllegalArgumentException(
          member + " is outside of a structure of " + struct.length + " bytes");
    }
    byte[] copy = struct.clone();
    System.arraycopy(value, 0, copy, member.offset(), value.length);
    return copy;
  }
}
