package dev.jbpf.vm.map;

import dev.jbpf.kernel.Errno;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code BPF_MAP_TYPE_LPM_TRIE}: a key is the number of bits that count, and the bits, most
 * significant first. A lookup finds the longest prefix of its key.
 */
final class LpmTrie extends HashTable {
  private final int bits;

  /** The keys as they were given, by their prefix: what is behind that counts for nothing. */
  private final Map<KeyBytes, byte[]> written = new HashMap<>();

  LpmTrie(AddressSpace space, MapDef<?, ?> def) {
    super(space, def, 1, false, EntryPlaces.Reuse.LATER);
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

  @Override
  int full() {
    return Errno.ENOSPC.result();
  }

  private boolean isTooLong(byte[] key) {
    return Bytes.load4(key, 0) > bits;
  }

  @Override
  public synchronized long lookup(byte[] key, int cpu) {
    for (int length = first(key); length >= 0; length--) {
      long found = super.lookup(cut(key, length), cpu);
      if (found != 0) {
        return found;
      }
    }
    return 0;
  }

  /** The longest prefix to look for, negative if the key has more bits than there are. */
  private int first(byte[] key) {
    return isTooLong(key) ? -1 : length(key);
  }

  private static int length(byte[] key) {
    return (int) Bytes.load4(key, 0);
  }

  @Override
  synchronized Optional<byte[]> read(byte[] key) {
    for (int length = first(key); length >= 0; length--) {
      Optional<byte[]> found = super.read(cut(key, length));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized int update(byte[] key, byte[] value, long flags, int cpu) {
    return isTooLong(key)
        ? Errno.EINVAL.result()
        : remember(key, super.update(cut(key, length(key)), value, flags, cpu));
  }

  @Override
  synchronized int write(byte[] key, byte[] values, long flags) {
    return isTooLong(key)
        ? Errno.EINVAL.result()
        : remember(key, super.write(cut(key, length(key)), values, flags));
  }

  private int remember(byte[] key, int error) {
    if (error == 0) {
      written.put(new KeyBytes(cut(key, length(key))), key.clone());
    }
    return error;
  }

  @Override
  public synchronized int delete(byte[] key) {
    if (isTooLong(key)) {
      return Errno.EINVAL.result();
    }
    byte[] prefix = cut(key, length(key));
    written.remove(new KeyBytes(prefix));
    return super.delete(prefix);
  }

  @Override
  public synchronized List<byte[]> keys() {
    return super.keys().stream().map(prefix -> written.get(new KeyBytes(prefix)).clone()).toList();
  }
}
