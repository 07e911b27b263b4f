package dev.jbpf.runtime.probe;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.sys.Rights;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Finds out what a kernel can do by doing it: makes a small map or loads a small program, and
 * forgets it again. Needs no more privilege than the thing itself.
 */
public final class Features {
  private static final List<Capability> ALL =
      List.of(Capability.CAP_BPF, Capability.CAP_PERFMON, Capability.CAP_NET_ADMIN);

  private final Kernel kernel;
  private final Support onRefusal;

  private Features(Kernel kernel, boolean isPrivileged) {
    this.kernel = kernel;
    this.onRefusal = isPrivileged ? Support.NO : Support.NOT_PERMITTED;
  }

  /** {@return what that kernel can do} Nothing is tried before it is asked for. */
  public static Features of(Kernel kernel) {
    return of(kernel, Rights.now().hasEverywhere(ALL));
  }

  /**
   * {@return what {@code probes} finds out without rights} It runs on a thread of its own, which
   * gives up all capabilities before; what this process may do stays.
   *
   * @throws IllegalStateException if the kernel does not let go of them
   */
  public static <T> T unprivileged(Kernel kernel, Supplier<T> probes) {
    CompletableFuture<T> found = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                Rights.giveUp(kernel.calls().syscalls());
                found.complete(probes.get());
              } catch (RuntimeException | Error e) { // told to who waits
                found.completeExceptionally(e);
              }
            },
            "jbpf-unprivileged");
    thread.start();
    try {
      return found.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** A process that may do everything is refused only what the kernel is set up without. */
  static Features of(Kernel kernel, boolean isPrivileged) {
    return new Features(kernel, isPrivileged);
  }

  /** {@return whether maps of that type can be made} */
  public Support has(MapType type) {
    return new MapProbe(kernel, onRefusal).probe(type);
  }

  /** {@return whether programs of that type can be loaded} */
  public Support has(ProgramType type) {
    return new ProgramProbe(kernel, onRefusal).probe(type);
  }

  /**
   * {@return whether programs of that type may call that helper, attached to one place at least}
   */
  public Support has(Helper helper, ProgramType type) {
    return new ProgramProbe(kernel, onRefusal).probe(helper, type);
  }

  /** {@return all types of maps, in the order of their numbers} */
  public Map<MapType, Support> maps() {
    Map<MapType, Support> found = new EnumMap<>(MapType.class);
    EnumSet.complementOf(EnumSet.of(MapType.UNSPEC)).forEach(type -> found.put(type, has(type)));
    return found;
  }

  /** {@return all types of programs, in the order of their numbers} */
  public Map<ProgramType, Support> programs() {
    Map<ProgramType, Support> found = new EnumMap<>(ProgramType.class);
    EnumSet.complementOf(EnumSet.of(ProgramType.UNSPEC))
        .forEach(type -> found.put(type, has(type)));
    return found;
  }

  /** {@return the helpers that programs of that type may call} */
  public Set<Helper> helpers(ProgramType type) {
    Set<Helper> found = EnumSet.noneOf(Helper.class);
    for (Helper helper : EnumSet.complementOf(EnumSet.of(Helper.UNSPEC))) {
      if (has(helper, type) == Support.YES) {
        found.add(helper);
      }
    }
    return found;
  }
}
