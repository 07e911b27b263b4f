package dev.jbpf.runtime.attach.usdt;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.attach.object.ObjectHook;
import dev.jbpf.runtime.attach.object.ObjectParts;
import dev.jbpf.runtime.symbols.ProcessSymbols;
import dev.jbpf.runtime.symbols.elf.ElfSymbols;
import dev.jbpf.runtime.symbols.elf.StaticProbe;
import dev.jbpf.runtime.symbols.elf.StaticProbes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A static probe of user space (USDT), in all places where its file has it. The program's object
 * includes libbpf's {@code usdt.bpf.h}, whose maps it finds the arguments in.
 *
 * @param file the executable or library; empty for all that the process has mapped
 * @param provider whose it is: {@code libc}
 * @param name what it is called: {@code setjmp}
 * @param process whose execution; empty for any
 * @param cookie what {@code bpf_usdt_cookie} tells the program
 */
@SuppressWarnings("exports")
public record UsdtHook(
    Optional<Path> file, String provider, String name, OptionalInt process, long cookie)
    implements ObjectHook {
  /** {@return the probe of an executable or a library, in every process} */
  public static UsdtHook of(Path file, String provider, String name) {
    return new UsdtHook(Optional.of(file), provider, name, OptionalInt.empty(), 0);
  }

  /** {@return the probe in all files that a process has mapped now} */
  public static UsdtHook of(int process, String provider, String name) {
    return new UsdtHook(Optional.empty(), provider, name, OptionalInt.of(process), 0);
  }

  /** A probe of something. */
  public UsdtHook {
    if (file.isEmpty() && process.isEmpty()) {
      throw new IllegalArgumentException(
          "probe " + provider + ":" + name + ": neither a file nor a process says where it is");
    }
  }

  /** {@return the same for what one process executes} */
  public UsdtHook inProcess(int number) {
    return new UsdtHook(file, provider, name, OptionalInt.of(number), cookie);
  }

  @Override
  public UsdtHook withCookie(long cookie) {
    return new UsdtHook(file, provider, name, process, cookie);
  }

  @Override
  public ProgramType programType() {
    return ProgramType.KPROBE;
  }

  @Override
  @SuppressWarnings("exports")
  public Hook in(ObjectParts object) {
    return new PlacedProbe(this, places(), new ProbeSpecs(object));
  }

  /** A probe in its file. */
  record Place(Path file, StaticProbe probe) {
    /** The address of a function or a variable of the file, as it has it. */
    Optional<Long> symbol(String name) {
      try {
        return ElfSymbols.address(file, name);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot attach to " + probe, e);
      }
    }
  }

  private List<Place> places() {
    List<Place> all = files().stream().flatMap(each -> probes(each).stream()).toList();
    List<Place> found = all.stream().filter(place -> isMeant(place.probe)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(unknown(all));
    }
    return found;
  }

  private boolean isMeant(StaticProbe probe) {
    return probe.provider().equals(provider) && probe.name().equals(name);
  }

  private String unknown(List<Place> all) {
    List<String> names = all.stream().map(place -> place.probe.toString()).distinct().toList();
    return where()
        + " has no static probe "
        + provider
        + ":"
        + name
        + Suggestions.nearest(provider + ":" + name, names)
            .map(near -> "; did you mean " + near + "?")
            .orElse(names.isEmpty() ? "; it has none at all" : "");
  }

  private List<Path> files() {
    return file.map(List::of).orElseGet(() -> mapped(process.orElseThrow()));
  }

  private static List<Path> mapped(int process) {
    try {
      return ProcessSymbols.of(process).files();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot see what process " + process + " has mapped", e);
    }
  }

  /** What a process has mapped may be no ELF file, or gone; a file that somebody names may not. */
  private List<Place> probes(Path from) {
    try {
      return StaticProbes.read(from).stream().map(probe -> new Place(from, probe)).toList();
    } catch (IOException e) {
      if (file.isEmpty()) {
        return List.of();
      }
      throw new UncheckedIOException("cannot attach to " + this, e);
    }
  }

  private String where() {
    return file.map(Path::toString).orElseGet(() -> "process " + process.orElseThrow());
  }

  @Override
  public String toString() {
    return "static probe " + provider + ":" + name + " of " + where();
  }
}
