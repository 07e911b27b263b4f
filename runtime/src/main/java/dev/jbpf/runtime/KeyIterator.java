package dev.jbpf.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Goes through the keys of a map, one ahead, so that deleting the one just given is safe. */
final class KeyIterator<K> implements Iterator<K> {
  private final KernelMap<K, ?> map;
  private Optional<byte[]> next;

  KeyIterator(KernelMap<K, ?> map) {
    this.map = map;
    this.next = map.nextKey(Optional.empty());
  }

  @Override
  public boolean hasNext() {
    return next.isPresent();
  }

  @Override
  public K next() {
    byte[] key = next.orElseThrow(NoSuchElementException::new);
    next = map.nextKey(next);
    return map.def().key().decode(ByteBuffer.wrap(key).order(ByteOrder.nativeOrder()), 0);
  }
}
