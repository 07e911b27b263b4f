package dev.jbpf.vm.map;

import dev.jbpf.map.MapDef;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.Bytes;
import java.util.Optional;

/**
 * {@code BPF_MAP_TYPE_LPM_TRIE}: a key is the number of bits that count, and the bits, most
 * significant first. A lookup finds the longest prefix of its key.
 */
final class LpmTrie extends HashTable {
  private final int bits;

  LpmTrie(AddressSpace space, MapDef<?, ?> def) {
    super(space, def, 1, false);
    this.bits = (def.key().size() - Integer.BYTES) * Byte.SIZE;
  }

  /** The key with a prefix of {@code length} bits, and zeros behind. */
  private static byte[] cut(byte[] key, int length) {
    byte[] prefix = new byte[key.length];
    Bytes.store4(prefix, 0, length);
    int whole = length / Byte.SIZE;
    System.arraycopy(key, Integer.BYTES, prefix, Integer.BYTES, whole);
    int rest = length % Byte.SIZE;
    if (rest != 0) {
      int at = Integer.BYTES + whole;
      prefix[at] = (byte) (key[at] & 0xff00 >> rest);
    }
    return prefix;
  }

  private boolean isTooLong(byte[] key) {
    return Bytes.load4(key, 0) > bits;
  }

  @Override
  public synchronized long lookup(byte[] key, int cpu) {
    for (int length = start(key); length >= 0; length--) {
      long found = super.lookup(cut(key, length), cpu);
      if (found != 0) {
        return found;
      }
    }
    return 0;
  }

  private int start(byte[] key) {
    return (int) Math.min(Bytes.load4(key, 0), bits);
  }

  @Override
  synchronized Optional<byte[]> read(byte[] key) {
    for (int length = start(key); length >= 0; length--) {
      Optional<byte[]> found = super.read(cut(key, length));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  @Override
  public int update(byte[] key, byte[] value, long flags, int cpu) {
    return isTooLong(key) ? -Errno.EINVAL : super.update(cut(key, start(key)), value, flags, cpu);
  }

  @Override
  int write(byte[] key, byte[] values, long flags) {
    return isTooLong(key) ? -Errno.EINVAL : super.write(cut(key, start(key)), values, flags);
  }

  @Override
  public int delete(byte[] key) {
    return isTooLong(key) ? -Errno.EINVAL : super.delete(cut(key, start(key)));
  }
}
