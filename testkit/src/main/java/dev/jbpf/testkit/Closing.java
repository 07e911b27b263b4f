package dev.jbpf.testkit;

import dev.jbpf.runtime.KernelMap;
import java.util.ArrayList;
import java.util.List;

/** The kernel maps of the test on this thread, which assertions read until it ends. */
final class Closing {
  private static final ThreadLocal<List<KernelMap<?, ?>>> OPEN =
      ThreadLocal.withInitial(ArrayList::new);

  private Closing() {}

  static KernelMap<?, ?> register(KernelMap<?, ?> map) {
    OPEN.get().add(map);
    return map;
  }

  static void closeAll() {
    OPEN.get().forEach(KernelMap::close);
    OPEN.remove();
  }
}
