package dev.jbpf.runtime.attach.multi;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.event.Tracefs;
import dev.jbpf.runtime.symbols.ElfSymbols;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Many functions at once, by a pattern of their names: {@code *} is any letters, {@code ?} one.
 *
 * <p>Source: the behaviour of libbpf.
 */
public final class MultiHooks {
  private MultiHooks() {}

  /**
   * {@return the starts of functions of an executable or a library, in every process; since 6.6}
   *
   * @throws IllegalArgumentException if the file has no such function
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Hook uprobes(Path file, String pattern) {
    return uprobes(AttachType.TRACE_UPROBE_MULTI, file, pattern, OptionalInt.empty(), false);
  }

  /** {@return the same at the functions' returns} */
  public static Hook uretprobes(Path file, String pattern) {
    return uprobes(AttachType.TRACE_UPROBE_MULTI, file, pattern, OptionalInt.empty(), true);
  }

  /** {@return the starts, and the returns of those whose start gave 0; since 6.13} */
  public static Hook uprobeSession(Path file, String pattern) {
    return uprobes(AttachType.TRACE_UPROBE_SESSION, file, pattern, OptionalInt.empty(), false);
  }

  /** {@return the starts or the returns, in one process} */
  public static Hook uprobes(
      AttachType type, Path file, String pattern, OptionalInt process, boolean isReturn) {
    try {
      ElfSymbols symbols = ElfSymbols.read(file);
      NamePattern names = new NamePattern(pattern);
      List<Long> offsets =
          names.isOpen()
              ? symbols.functions().keySet().stream()
                  .filter(names)
                  .map(symbols::offset)
                  .sorted()
                  .distinct()
                  .toList()
              : List.of(symbols.offset(pattern));
      if (offsets.isEmpty()) {
        throw new IllegalArgumentException(file + " has no function like " + pattern);
      }
      return new UprobesHook(type, file, offsets, process, isReturn, pattern);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot attach to " + pattern + " in " + file, e);
    }
  }

  /**
   * {@return the starts of functions of the kernel; since 5.18}
   *
   * @throws IllegalArgumentException if it has none, or tells of none, that can be traced
   */
  public static Hook kprobes(String pattern) {
    return kprobes(AttachType.TRACE_KPROBE_MULTI, pattern, false);
  }

  /** {@return the same at the functions' returns} */
  public static Hook kretprobes(String pattern) {
    return kprobes(AttachType.TRACE_KPROBE_MULTI, pattern, true);
  }

  /** {@return the starts, and the returns of those whose start gave 0; since 6.10} */
  public static Hook kprobeSession(String pattern) {
    return kprobes(AttachType.TRACE_KPROBE_SESSION, pattern, false);
  }

  private static Hook kprobes(AttachType type, String pattern, boolean isReturn) {
    NamePattern names = new NamePattern(pattern);
    List<String> functions = names.isOpen() ? traceable(names) : List.of(pattern);
    if (functions.isEmpty()) {
      throw new IllegalArgumentException(
          "the kernel has no function like " + pattern + " that can be traced");
    }
    return new KprobesHook(type, functions, isReturn, pattern);
  }

  private static List<String> traceable(NamePattern names) {
    try {
      return Tracefs.functions(Kernel.local()).stream().filter(names).toList();
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException(names + ": " + e.getMessage(), e);
    }
  }
}
