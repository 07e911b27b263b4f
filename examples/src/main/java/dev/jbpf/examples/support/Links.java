package dev.jbpf.examples.support;

import dev.jbpf.runtime.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Several programs at work, which end together. */
public final class Links implements AutoCloseable {
  private final List<Link> links = new ArrayList<>();

  private Links() {}

  /** {@return those that {@code opening} adds; if it fails, those added so far are closed} */
  public static Links open(Consumer<Links> opening) {
    Links links = new Links();
    try {
      opening.accept(links);
      return links;
    } catch (RuntimeException | Error e) {
      links.close();
      throw e;
    }
  }

  /** Takes over {@code link}. */
  public void add(Link link) {
    links.add(link);
  }

  @Override
  public void close() {
    links.forEach(Link::close);
  }
}
