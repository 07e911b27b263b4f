package dev.jbpf.runtime.map;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through the keys of a map, one ahead, so that deleting the one just given is safe. Where the
 * one ahead is deleted the kernel starts again: what was given already is not given again.
 */
final class KeyIterator<K> implements Iterator<K> {
  private final KernelMap<K, ?> map;
  private final Set<ByteBuffer> given = new HashSet<>();
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
    ByteBuffer key = ByteBuffer.wrap(next.orElseThrow(NoSuchElementException::new));
    given.add(key);
    while (next.isPresent() && given.contains(ByteBuffer.wrap(next.get()))) {
      next = map.nextKey(next);
    }
    return map.def().key().decode(key.duplicate().order(ByteOrder.nativeOrder()), 0);
  }
}
