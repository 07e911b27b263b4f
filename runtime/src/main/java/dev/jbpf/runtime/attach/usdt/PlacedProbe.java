package dev.jbpf.runtime.attach.usdt;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.trace.UprobeHook;
import dev.jbpf.runtime.symbols.ProcessSymbols;
import dev.jbpf.runtime.symbols.StaticProbe;
import dev.jbpf.runtime.symbols.StaticProbes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
      places.forEach(place -> attached.links.add(attach(program, place, attached)));
      return attached;
    } catch (RuntimeException | Error e) {
      attached.close();
      throw e;
    }
  }

  private Link attach(KernelProgram program, UsdtHook.Place place, Attached attached) {
    StaticProbe found = place.probe();
    int number = attached.numbers.computeIfAbsent(key(found), key -> add(place));
    boolean isByCookie = specs.areByCookie();
    if (!isByCookie) {
      specs.place(address(place), number);
    }
    return UprobeHook.of(place.file(), found.offset(), probe.process(), found.toString())
        .withSemaphore(found.semaphore())
        .withCookie(isByCookie ? number : 0)
        .attach(program);
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
