package dev.jbpf.testkit;

import dev.jbpf.runtime.KernelMap;
import dev.jbpf.runtime.object.BpfObject;
import java.util.ArrayList;
import java.util.List;

/** The kernel maps and objects of the test on this thread, which assertions read until it ends. */
final class Closing {
  private static final ThreadLocal<List<Runnable>> OPEN = ThreadLocal.withInitial(ArrayList::new);

  private Closing() {}

  static KernelMap<?, ?> register(KernelMap<?, ?> map) {
    OPEN.get().add(map::close);
    return map;
  }

  static BpfObject register(BpfObject object) {
    OPEN.get().add(object::close);
    return object;
  }

  static void closeAll() {
    OPEN.get().forEach(Runnable::run);
    OPEN.remove();
  }
}
