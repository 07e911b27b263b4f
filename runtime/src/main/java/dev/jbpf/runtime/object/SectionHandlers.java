package dev.jbpf.runtime.object;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The handlers of sections that somebody has registered in this process. Thread-safe. */
public final class SectionHandlers {
  private static final List<SectionHandler> ALL = new CopyOnWriteArrayList<>();

  private SectionHandlers() {}

  /** What takes a handler away again; objects that are open keep what it told them. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /** Has all objects that are opened from now on ask {@code handler} first. */
  public static Registration register(SectionHandler handler) {
    ALL.add(0, handler);
    return () -> ALL.remove(handler);
  }

  /** The one that was registered last of those that are for that section. */
  static Optional<SectionHandler> find(String section) {
    for (SectionHandler handler : ALL) {
      if (handler.read(section).isPresent()) {
        return Optional.of(handler);
      }
    }
    return Optional.empty();
  }
}
