package dev.jbpf.runtime.attach.link;

import dev.jbpf.runtime.Link;
import java.util.concurrent.atomic.AtomicBoolean;

/** A link whose detaching must not be done twice. */
public final class DetachOnceLink implements Link {
  private final Runnable detach;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  public DetachOnceLink(Runnable detach) {
    this.detach = detach;
  }

  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      detach.run();
    }
  }
}
