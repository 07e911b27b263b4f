package dev.jbpf.runtime.attach.usdt;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.multi.UprobesHook;
import dev.jbpf.runtime.attach.trace.UprobeHook;
import dev.jbpf.runtime.symbols.ProcessSymbols;
import dev.jbpf.runtime.symbols.elf.StaticProbe;
import dev.jbpf.runtime.symbols.elf.StaticProbes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A static probe in each of its places, for the programs of one object. */
record PlacedProbe(UsdtHook probe, List<UsdtHook.Place> places, ProbeSpecs specs) implements Hook {
  @Override
  public ProgramType programType() {
    return ProgramType.KPROBE;
  }

  @Override
  public Link attach(KernelProgram program) {
    Attached attached = new Attached(specs);
    try {
      if (isForMany(program)) {
        byFile()
            .forEach((file, found) -> attached.links.add(attach(program, file, found, attached)));
      } else {
        places.forEach(place -> attached.links.add(attach(program, place, attached)));
      }
      return attached;
    } catch (RuntimeException | Error e) {
      attached.close();
      throw e;
    }
  }

  private static boolean isForMany(KernelProgram program) {
    return program.spec().attachType().filter(AttachType.TRACE_UPROBE_MULTI::equals).isPresent();
  }

  private Map<Path, List<UsdtHook.Place>> byFile() {
    return places.stream()
        .collect(
            Collectors.groupingBy(
                UsdtHook.Place::file, LinkedHashMap::new, Collectors.toUnmodifiableList()));
  }

  /** One link to all places of a file. */
  private Link attach(
      KernelProgram program, Path file, List<UsdtHook.Place> found, Attached attached) {
    List<StaticProbe> probes = found.stream().map(UsdtHook.Place::probe).toList();
    boolean isCounted = probes.stream().anyMatch(each -> each.semaphore().isPresent());
    return new UprobesHook(
            AttachType.TRACE_UPROBE_MULTI,
            file,
            probes.stream().map(StaticProbe::offset).toList(),
            probe.process(),
            false,
            isCounted
                ? probes.stream().map(each -> each.semaphore().orElse(0)).toList()
                : List.of(),
            found.stream().map(place -> cookie(place, attached)).toList(),
            probes.get(0).toString())
        .attach(program);
  }

  private Link attach(KernelProgram program, UsdtHook.Place place, Attached attached) {
    StaticProbe found = place.probe();
    return UprobeHook.of(place.file(), found.offset(), probe.process(), found.toString())
        .withSemaphore(found.semaphore())
        .withCookie(cookie(place, attached))
        .attach(program);
  }

  /** What tells the program which arguments are at that place, where it is not the address. */
  private long cookie(UsdtHook.Place place, Attached attached) {
    int number = attached.numbers.computeIfAbsent(key(place.probe()), key -> add(place));
    if (specs.areByCookie()) {
      return number;
    }
    specs.place(address(place), number);
    return 0;
  }

  /** How far a symbol is differs from place to place. */
  private static String key(StaticProbe found) {
    return found.arguments().contains("(%rip)")
        ? found.address() + ": " + found.arguments()
        : found.arguments();
  }

  private int add(UsdtHook.Place place) {
    long here = place.probe().address();
    return specs.add(
        ProbeArguments.parse(
            PtRegs.host(),
            place.probe().arguments(),
            symbol -> place.symbol(symbol).map(address -> address - here)),
        probe.cookie());
  }

  /** Where the probe is in memory, which the code of most files is only told when it runs. */
  private long address(UsdtHook.Place place) {
    Path file = place.file();
    try {
      if (StaticProbes.isAtItsAddress(file)) {
        return place.probe().address();
      }
      if (probe.process().isEmpty()) {
        throw new IllegalArgumentException(
            probe + ": before Linux 5.15 the arguments are found by address: say which process");
      }
      return ProcessSymbols.of(probe.process().getAsInt())
          .address(file, place.probe().offset())
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "process " + probe.process().getAsInt() + " has not mapped " + file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot attach to " + probe, e);
    }
  }

  @Override
  public String toString() {
    return probe.toString();
  }

  /** The links, and the numbers that go back when they are closed. */
  private record Attached(ProbeSpecs specs, List<Link> links, Map<String, Integer> numbers)
      implements Link {
    Attached(ProbeSpecs specs) {
      this(specs, new ArrayList<>(), new HashMap<>());
    }

    @Override
    public boolean isAttached() {
      return links.stream().allMatch(Link::isAttached);
    }

    @Override
    public void close() {
      links.forEach(Link::close);
      numbers.values().forEach(specs::remove);
      numbers.clear();
    }
  }
}
