package dev.jbpf.runtime.object;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** By what the kernel knows the one program that may use a map: its instructions without maps. */
final class ExclusiveHash {
  private static final int IMMEDIATE_AT = 4;

  private ExclusiveHash() {}

  static byte[] of(Program program) {
    ByteBuffer bytes = ByteBuffer.wrap(program.toBytes(ByteOrder.nativeOrder()));
    for (int slot = 0; slot < program.size(); slot++) {
      if (program.isAt(slot, Op.LDDW_MAP_FD) || program.isAt(slot, Op.LDDW_MAP_VALUE)) {
        bytes.putInt(slot * Words.BYTES + IMMEDIATE_AT, 0);
        bytes.putInt((slot + 1) * Words.BYTES + IMMEDIATE_AT, 0);
      }
    }
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes.array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }
}
