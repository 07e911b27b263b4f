package dev.jbpf.dsl.value.part;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.ir.Type;
import dev.jbpf.kernel.Helper;
import dev.jbpf.map.SpinLock;

/** The lock of a value. */
public final class Locks {
  private Locks() {}

  /** Does {@code body} while {@code lock} is held; it is released on every way out. */
  public static void locked(Scope scope, Cell<SpinLock> lock, Runnable body) {
    var address = lock.address();
    scope.call(Helper.SPIN_LOCK, Type.NONE, address);
    Runnable release = () -> scope.call(Helper.SPIN_UNLOCK, Type.NONE, address);
    scope.held().during(true, release, body);
    if (scope.isOpen()) {
      release.run();
    }
  }
}
