package dev.jbpf.runtime.attach.trace;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.perf.PerfAttr;
import dev.jbpf.runtime.perf.PerfEvent;
import dev.jbpf.runtime.perf.PerfField;
import dev.jbpf.runtime.symbols.elf.ElfSymbols;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An instruction of an executable or a library, or a function's return.
 *
 * @param file the executable or library
 * @param offset in the file
 * @param process whose execution; empty for any
 * @param isReturn whether it is the return of the function that starts there
 * @param name names it in messages
 * @param semaphore where in the file the number of two bytes is that counts who looks, since Linux
 *     4.20
 * @param cookie what {@code bpf_get_attach_cookie} tells the program, since Linux 5.15
 */
public record UprobeHook(
    Path file,
    long offset,
    OptionalInt process,
    boolean isReturn,
    String name,
    OptionalLong semaphore,
    long cookie)
    implements Hook {
  private static final String SOURCE = "uprobe";
  private static final int ALL_PROCESSES = -1;
  private static final int ANY_CPU = -1;

  /** {@return an instruction, without semaphore and cookie} */
  public static UprobeHook of(Path file, long offset, OptionalInt process, String name) {
    return new UprobeHook(file, offset, process, false, name, OptionalLong.empty(), 0);
  }

  /**
   * {@return the start of a function, without semaphore and cookie}
   *
   * @throws IllegalArgumentException if the file has no such function
   * @throws UncheckedIOException if the file cannot be read
   */
  public static UprobeHook ofFunction(Path file, String function, OptionalInt process) {
    try {
      return of(file, ElfSymbols.read(file).offset(function), process, function);
    } catch (IOException e) {
      String why = e instanceof NoSuchFileException ? "no such file" : e.getMessage();
      throw new UncheckedIOException(
          "cannot attach to " + function + " in " + file + ": " + why, e);
    }
  }

  /** {@return the return of the function that starts there} */
  public UprobeHook atReturn() {
    return new UprobeHook(file, offset, process, true, name, semaphore, cookie);
  }

  /** {@return the same with a counter of those who look} */
  public UprobeHook withSemaphore(OptionalLong place) {
    return new UprobeHook(file, offset, process, isReturn, name, place, cookie);
  }

  @Override
  public UprobeHook withCookie(long number) {
    return new UprobeHook(file, offset, process, isReturn, name, semaphore, number);
  }

  @Override
  public ProgramType programType() {
    return ProgramType.KPROBE;
  }

  @Override
  public Link attach(KernelProgram program) {
    int type =
        EventSource.type(SOURCE)
            .orElseThrow(
                () ->
                    new SyscallException(
                        "cannot attach to " + this,
                        Errno.EOPNOTSUPP,
                        "This kernel has no uprobes (CONFIG_UPROBE_EVENTS), or is older than"
                            + " 4.17"));
    PerfAttr attr =
        new PerfAttr(program.kernel().calls().syscalls(), type, config())
            .set(PerfField.CONFIG1, file.toAbsolutePath().toString())
            .set(PerfField.CONFIG2, offset);
    PerfEvent event =
        PerfEvent.open(
            attr, process.orElse(ALL_PROCESSES), process.isPresent() ? ANY_CPU : 0, toString());
    return PerfLinks.attach(program, event, cookie, toString());
  }

  private long config() {
    long counter =
        semaphore.isPresent() ? semaphore.getAsLong() << EventSource.counterShift(SOURCE) : 0;
    return counter | (isReturn ? EventSource.returnBit(SOURCE) : 0);
  }

  @Override
  public String toString() {
    return (isReturn ? "uretprobe " : "uprobe ") + file + ":" + name;
  }
}
