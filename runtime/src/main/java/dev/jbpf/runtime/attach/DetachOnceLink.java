package dev.jbpf.runtime.attach;

import dev.jbpf.runtime.Link;
import java.util.concurrent.atomic.AtomicBoolean;

/** A link whose detaching must not be done twice. */
final class DetachOnceLink implements Link {
  private final Runnable detach;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  DetachOnceLink(Runnable detach) {
    this.detach = detach;
  }

  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      detach.run();
    }
  }
}
