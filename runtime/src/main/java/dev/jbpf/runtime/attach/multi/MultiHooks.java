package dev.jbpf.runtime.attach.multi;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.event.Tracefs;
import dev.jbpf.runtime.symbols.elf.ElfSymbols;
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
      return new UprobesHook(type, file, offsets, process, isReturn, List.of(), List.of(), pattern);
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

  /**
   * {@return the starts of these functions of the kernel; since 5.18} {@link
   * KprobesHook#withCookies} gives each a number by which the program knows it.
   */
  public static KprobesHook kprobes(List<String> functions) {
    return kprobes(functions, false);
  }

  /** {@return the returns of these functions of the kernel} */
  public static KprobesHook kretprobes(List<String> functions) {
    return kprobes(functions, true);
  }

  private static KprobesHook kprobes(List<String> functions, boolean isReturn) {
    if (functions.isEmpty()) {
      throw new IllegalArgumentException("no functions are named");
    }
    return new KprobesHook(
        AttachType.TRACE_KPROBE_MULTI,
        functions,
        isReturn,
        List.of(),
        String.join(", ", functions));
  }

  /**
   * {@return the starts of these functions of an executable or a library, in every process; since
   * 6.6} {@link UprobesHook#withCookies} gives each a number by which the program knows it.
   *
   * @throws IllegalArgumentException if the file does not have one of them
   * @throws UncheckedIOException if the file cannot be read
   */
  public static UprobesHook uprobes(Path file, List<String> functions) {
    try {
      ElfSymbols symbols = ElfSymbols.read(file);
      return new UprobesHook(
          AttachType.TRACE_UPROBE_MULTI,
          file,
          functions.stream().map(symbols::offset).toList(),
          OptionalInt.empty(),
          false,
          List.of(),
          List.of(),
          String.join(", ", functions));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot attach to " + functions + " in " + file, e);
    }
  }

  /** {@return the starts of functions of the kernel, by trampolines; since 7.2} */
  public static Hook fentries(String pattern) {
    return traced(AttachType.TRACE_FENTRY_MULTI, pattern);
  }

  /** {@return the returns of functions of the kernel, by trampolines; since 7.2} */
  public static Hook fexits(String pattern) {
    return traced(AttachType.TRACE_FEXIT_MULTI, pattern);
  }

  /** {@return the starts and the returns of functions, in one program; since 7.2} */
  public static Hook functionSessions(String pattern) {
    return traced(AttachType.TRACE_FSESSION_MULTI, pattern);
  }

  private static Hook traced(AttachType type, String pattern) {
    return new TracingHook(type, new NamePattern(pattern), List.of(), pattern);
  }

  private static Hook kprobes(AttachType type, String pattern, boolean isReturn) {
    NamePattern names = new NamePattern(pattern);
    List<String> functions = names.isOpen() ? traceable(names) : List.of(pattern);
    if (functions.isEmpty()) {
      throw new IllegalArgumentException(
          "the kernel has no function like " + pattern + " that can be traced");
    }
    return new KprobesHook(type, functions, isReturn, List.of(), pattern);
  }

  private static List<String> traceable(NamePattern names) {
    try {
      return Tracefs.functions(Kernel.local()).stream().filter(names).toList();
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException(names + ": " + e.getMessage(), e);
    }
  }
}
