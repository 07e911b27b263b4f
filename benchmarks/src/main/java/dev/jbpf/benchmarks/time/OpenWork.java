package dev.jbpf.benchmarks.time;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens something in the kernel, once or several times; closing it is not measured. */
final class OpenWork<T> implements RuntimeWork {
  private final int share;
  private final Supplier<T> opening;
  private final Consumer<T> closing;
  private final List<T> opened;

  OpenWork(int share, Supplier<T> opening, Consumer<T> closing) {
    this.share = share;
    this.opened = new ArrayList<>(share);
    this.opening = opening;
    this.closing = closing;
  }

  @Override
  public void prepare() {
    close();
  }

  @Override
  public long run() {
    for (int i = 0; i < share; i++) {
      opened.add(opening.get());
    }
    return opened.size();
  }

  @Override
  public int share() {
    return share;
  }

  @Override
  public void close() {
    opened.forEach(closing);
    opened.clear();
  }
}
