package dev.jbpf.vm.map;

import dev.jbpf.kernel.Errno;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.memory.Allowance;
import java.util.Arrays;
import java.util.BitSet;

/**
 * {@code BPF_MAP_TYPE_BLOOM_FILTER}: says of a value that it was never pushed, or may have been.
 */
final class BloomFilter extends VmMap {
  private static final int DEFAULT_HASHES = 5;
  private static final int SPREAD = 0x9e3779b9;

  private final BitSet bits = new BitSet();
  private final int hashes;
  private final int mask;
  private final Allowance allowance;

  BloomFilter(MapDef<?, ?> def, Allowance allowance) {
    super(def);
    this.allowance = allowance;
    this.hashes = def.extra() == 0 ? DEFAULT_HASHES : (int) def.extra();
    // As many bits as the kernel takes: entries times hashes over ln 2, up to a power of two.
    long wanted = (long) (def.maxEntries() * (double) hashes * 7 / 5);
    this.mask = Integer.highestOneBit((int) Math.min(wanted, 1 << 29)) * 2 - 1;
    if (!allowance.take(cost())) {
      throw new IllegalArgumentException(
          "map " + def.name() + ": there is no memory for " + (mask + 1L) + " bits");
    }
  }

  private long cost() {
    return (mask + 1L) / Byte.SIZE;
  }

  @Override
  void close() {
    allowance.giveBack(cost());
  }

  private int bit(byte[] value, int number) {
    int hash = (Arrays.hashCode(value) + number) * SPREAD;
    return (hash ^ hash >>> 15) & mask;
  }

  @Override
  public synchronized int push(byte[] value, long flags) {
    if (flags != 0) {
      return Errno.EINVAL.result();
    }
    for (int i = 0; i < hashes; i++) {
      bits.set(bit(value, i));
    }
    return 0;
  }

  @Override
  public synchronized int peek(byte[] value) {
    for (int i = 0; i < hashes; i++) {
      if (!bits.get(bit(value, i))) {
        return Errno.ENOENT.result();
      }
    }
    return 0;
  }

  @Override
  int write(byte[] key, byte[] value, long flags) {
    return push(value, flags);
  }
}
