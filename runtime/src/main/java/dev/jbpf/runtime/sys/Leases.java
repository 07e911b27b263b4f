package dev.jbpf.runtime.sys;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one descriptor, one for each thread. A thread finds its own without looking at the
 * others' and without making anything; what finished threads had goes with them.
 */
final class Leases {
  private final ThreadLocal<@Nullable Lease> mine = new ThreadLocal<>();

  /** For who closes the descriptor. Weak: nothing but its thread keeps a lease. */
  private final Set<Reference<Lease>> all = new HashSet<>();

  private final ReferenceQueue<Lease> gone = new ReferenceQueue<>();
  private boolean isEnded;

  /** {@return the calling thread's, if it has one} */
  @Nullable Lease find() {
    return mine.get();
  }

  /** Makes {@code lease} the calling thread's; {@return whether none was ended so far} */
  synchronized boolean add(Lease lease) {
    forget();
    if (!isEnded) {
      all.add(new WeakReference<>(lease, gone));
      mine.set(lease);
    }
    return !isEnded;
  }

  private void forget() {
    for (Reference<?> lease = gone.poll(); lease != null; lease = gone.poll()) {
      all.remove(lease);
    }
  }

  /** Lets no call begin, and waits for those of other threads that are going on. */
  void end() {
    List<Lease> others = endAll();
    mine.remove();
    if (!others.isEmpty()) {
      Membarrier.heavy();
      others.forEach(Lease::awaitIdle);
    }
  }

  private synchronized List<Lease> endAll() {
    isEnded = true;
    List<Lease> live = all.stream().map(Reference::get).filter(Objects::nonNull).toList();
    live.forEach(Lease::end);
    all.clear();
    return live.stream().filter(lease -> !lease.isMine()).toList();
  }

  /** {@return of how many threads there are leases; those of finished ones go after a while} */
  synchronized int count() {
    forget();
    return all.size();
  }
}
