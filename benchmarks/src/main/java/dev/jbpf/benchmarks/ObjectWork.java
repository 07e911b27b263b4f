package dev.jbpf.benchmarks;

import dev.jbpf.runtime.object.BpfObject;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens and loads an object of clang's: {@code benchmarks/target/NAME.o}, see {@code c/tables.c}.
 */
final class ObjectWork implements RuntimeWork {
  private final Path file;
  private Optional<BpfObject> loaded = Optional.empty();

  ObjectWork(String name) {
    file = Path.of("benchmarks", "target", name + ".o");
  }

  @Override
  public void prepare() {
    close();
  }

  @Override
  public long run() {
    loaded = Optional.of(BpfObject.load(file));
    return 1;
  }

  @Override
  public int share() {
    return 1;
  }

  @Override
  public void close() {
    loaded.ifPresent(BpfObject::close);
    loaded = Optional.empty();
  }
}
