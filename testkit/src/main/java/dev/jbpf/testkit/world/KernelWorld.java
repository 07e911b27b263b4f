package dev.jbpf.testkit.world;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramFlag;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.TestRunResult;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.object.BpfObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs in the kernel, which runs them by its test run. */
public final class KernelWorld implements World {
  /** Longer a test does not wait for the machine's clock. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Suite suite;
  private final RunState state;
  private final Map<String, KernelProgram> programs;
  private final boolean isOwner;

  private KernelWorld(
      Suite suite, RunState state, Map<String, KernelProgram> programs, boolean isOwner) {
    this.suite = suite;
    this.state = state;
    this.programs = programs;
    this.isOwner = isOwner;
  }

  /** Skips a test that the kernel cannot run, before it says no to what it is not asked. */
  public static void requirePossible(RunInput input) {
    requireUsual(input);
    KernelInput.of(input);
  }

  private static void requireUsual(RunInput input) {
    if (input.machine() != TestMachine.USUAL) {
      throw KernelInput.skipped("programs on a machine that is made for them");
    }
  }

  /** {@return the programs of {@code suite}, with what {@code input} fixes} */
  public static KernelWorld open(Suite suite, RunInput input, Keeper keeper) {
    requireUsual(input);
    KernelWorld world =
        suite.object().isPresent()
            ? ofObject(suite, suite.object().get(), keeper)
            : ofMaps(suite, keeper);
    input.entries().forEach(entry -> entry.in(world.state));
    return world;
  }

  private static KernelWorld ofObject(Suite suite, ObjectPart part, Keeper keeper) {
    String name = part.program();
    BpfObject object =
        keeper.closeLater(
            name.isEmpty() ? part.inKernel() : part.inKernel(suite.program(name).kind()));
    return new KernelWorld(suite, part.remains(object), object.programs(), false);
  }

  private static KernelWorld ofMaps(Suite suite, Keeper keeper) {
    Map<String, BpfMap<?, ?>> maps = new LinkedHashMap<>();
    for (MapDef<?, ?> def : suite.maps()) {
      maps.put(def.name(), keeper.closeLater(Bpf.create(def)));
    }
    Map<String, KernelProgram> loaded = new LinkedHashMap<>();
    KernelWorld world = new KernelWorld(suite, RunState.of(maps), loaded, true);
    try {
      suite.programs().forEach((name, member) -> loaded.put(name, load(name, member, maps)));
      return world;
    } catch (RuntimeException e) {
      world.close();
      throw e;
    }
  }

  private static KernelProgram load(
      String name, Suite.Member member, Map<String, BpfMap<?, ?>> maps) {
    KernelMap<?, ?>[] all = maps.values().toArray(new KernelMap<?, ?>[0]);
    return Bpf.load(spec(name, member), all);
  }

  private static ProgramSpec spec(String name, Suite.Member member) {
    ProgramSection kind = member.kind();
    ProgramSpec spec = ProgramSpec.of(name, kind.type(), member.program().get());
    ProgramSpec placed = kind.attachType().map(spec::withAttachType).orElse(spec);
    return kind.is(ProgramSection.Trait.SLEEPABLE)
        ? placed.withFlags(ProgramFlag.SLEEPABLE)
        : placed;
  }

  @Override
  public Outcome run(String name, RunInput input) {
    Program program = suite.program(name).program().get();
    TestRun run = KernelInput.of(input);
    Optional<List<String>> printed;
    TestRunResult result;
    try (KernelPrints prints = KernelPrints.of(program)) {
      result = testRun(programs.get(name), run);
      printed = prints.lines();
    }
    boolean isFlow = input.type() == ProgramType.FLOW_DISSECTOR; // What comes back are its keys.
    boolean isMemory = KernelInput.isCalled(input) && input.isMemory();
    return new Outcome(
        input.type(),
        result.returnValue(),
        isFlow ? run.data() : isMemory ? result.context() : result.packet(input.type()),
        isFlow ? result.data() : isMemory ? result.data() : result.context(),
        Optional.empty(),
        state,
        Leftovers.of(state, input.differing()),
        printed);
  }

  private static TestRunResult testRun(KernelProgram loaded, TestRun run) {
    try {
      return loaded.testRun(run);
    } catch (BpfSyscallException e) {
      if (run.context().length > 0 && run.data().length > 0 && e.errno().equals(Errno.EINVAL)) {
        throw KernelInput.skipped(
            "programs on such a context: it takes no such number, or has no such interface");
      }
      throw e;
    }
  }

  @Override
  public RunState state() {
    return state;
  }

  @Override
  public void putProgram(String array, int index, String program) {
    ((KernelMap<?, ?>) RunState.map(state, array)).put(index, programs.get(program));
  }

  /** The clock is the machine's: it is waited for. */
  @Override
  public void advance(Duration time) {
    if (time.compareTo(PATIENCE) > 0) {
      throw KernelInput.skipped("programs " + time.toSeconds() + " seconds later");
    }
    try {
      Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the clock went on", e);
    }
  }

  @Override
  public void close() {
    if (isOwner) {
      new ArrayList<>(programs.values()).forEach(KernelProgram::close);
    }
  }
}
