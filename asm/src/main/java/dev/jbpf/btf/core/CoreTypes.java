package dev.jbpf.btf.core;

import dev.jbpf.btf.Btf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The types that programs will meet where they run. They are asked for when something depends on
 * them, and not before. Immutable, but for that.
 */
public final class CoreTypes {
  private final Optional<Supplier<Btf>> kernel;
  private final Supplier<Map<String, Btf>> modules;

  private CoreTypes(Optional<Supplier<Btf>> kernel, Supplier<Map<String, Btf>> modules) {
    this.kernel = kernel;
    this.modules = modules;
  }

  /**
   * {@return the object's own types: everything is as the compiler knew it} What machines without a
   * kernel have, whose memory is laid out by whoever wrote the object.
   */
  public static CoreTypes own() {
    return new CoreTypes(Optional.empty(), Map::of);
  }

  /** {@return these types and no others: what a BTF file of some kernel holds} */
  public static CoreTypes of(Btf kernel) {
    return of(() -> kernel, List::of);
  }

  /**
   * {@return the types of a kernel and of its modules}
   *
   * @param kernel gives its own; called again each time, so it should remember them
   * @param modules gives those of its modules, which are asked for what the kernel itself does not
   *     have; each with the kernel's as its base
   */
  public static CoreTypes of(Supplier<Btf> kernel, Supplier<List<Btf>> modules) {
    return ofNamed(
        kernel,
        () -> {
          Map<String, Btf> numbered = new LinkedHashMap<>();
          modules.get().forEach(types -> numbered.put("module " + numbered.size(), types));
          return numbered;
        });
  }

  /** {@return the same with the names of the modules, in the order in which they are asked} */
  public static CoreTypes ofNamed(Supplier<Btf> kernel, Supplier<Map<String, Btf>> modules) {
    return new CoreTypes(Optional.of(kernel), modules);
  }

  /** {@return the kernel's own types; empty if everything is as the object has it} */
  public Optional<Btf> kernel() {
    return kernel.map(Supplier::get);
  }

  /** {@return the types of its modules} */
  public List<Btf> modules() {
    return List.copyOf(modules.get().values());
  }

  /** {@return the same by the modules' names} */
  public Map<String, Btf> namedModules() {
    return modules.get();
  }
}
