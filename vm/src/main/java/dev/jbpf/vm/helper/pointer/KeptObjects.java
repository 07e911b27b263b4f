package dev.jbpf.vm.helper.pointer;

import dev.jbpf.vm.helper.Borrowed;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What runs have given to maps, lists and trees, by where it is: others take it from there. */
public final class KeptObjects {
  private final Map<Long, Borrowed> all = new ConcurrentHashMap<>();

  /** It is nobody's run any more. */
  public void put(long address, Borrowed what) {
    all.put(address, what);
  }

  /** {@return what was kept at {@code address}, which is a run's now} */
  public Optional<Borrowed> take(long address) {
    return Optional.ofNullable(all.remove(address));
  }
}
