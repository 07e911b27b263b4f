package dev.jbpf.testkit.world;

import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.testkit.coverage.Covered;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.LoadedProgram;
import dev.jbpf.vm.Session;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.Trace;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.coverage.ProgramCoverage;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.Timers;
import dev.jbpf.vm.map.TypedMap;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Programs on the virtual machine. */
public final class VmWorld implements World {

  private final Vm vm;
  private final RunState state;
  private final Function<String, LoadedProgram> programs;
  private final Optional<AtomicLong> clock;

  private VmWorld(
      Vm vm, RunState state, Function<String, LoadedProgram> programs, Optional<AtomicLong> clock) {
    this.vm = vm;
    this.state = state;
    this.programs = programs;
    this.clock = clock;
    clock.ifPresent(time -> vm.environment().setClock(time::get));
  }

  public static VmWorld open(Engine engine, Suite suite, RunInput input) {
    VmOptions options =
        Covered.options(input.machine().options().apply(VmOptions.DEFAULT).withEngine(engine));
    if (input.cpu().isPresent()) {
      options = options.withCpus(Math.max(options.cpus(), input.cpu().getAsInt() + 1));
    }
    VmWorld world =
        suite.object().isPresent()
            ? ofObject(suite.object().get(), options, input)
            : ofMaps(suite, options, input);
    input.entries().forEach(entry -> entry.in(world.state));
    input.machine().environment().accept(world.vm.environment());
    return world;
  }

  private static VmWorld ofObject(ObjectPart part, VmOptions options, RunInput input) {
    VmObject object = part.onVm(options);
    return new VmWorld(object.vm(), part.remains(object), object::program, input.clock());
  }

  private static VmWorld ofMaps(Suite suite, VmOptions options, RunInput input) {
    Vm vm = Vm.create(options);
    Map<String, BpfMap<?, ?>> maps = new LinkedHashMap<>();
    for (MapDef<?, ?> def : suite.maps()) {
      maps.put(def.name(), vm.map(def));
    }
    Map<String, LoadedProgram> loaded = new LinkedHashMap<>();
    suite.programs().forEach((name, member) -> loaded.put(name, vm.load(member.program().get())));
    return new VmWorld(vm, RunState.of(maps), loaded::get, input.clock());
  }

  @Override
  public Outcome run(String program, RunInput input) {
    try (Session session = programs.apply(program).open(input.cpu().orElse(0))) {
      session.place(input.context());
      long r0 = session.run();
      Leftovers left = Leftovers.of(state, input.differing());
      return new Outcome(
          input.type(),
          r0,
          session.packet(),
          session.context(),
          Optional.empty(),
          state,
          left,
          printed());
    } catch (VmFault fault) {
      return Outcome.stopped(input.type(), fault, state, printed());
    }
  }

  /** {@return what a run does, step by step} */
  public Trace trace(String program, RunInput input) {
    return programs.apply(program).trace(input.context());
  }

  /** {@return what was counted of its programs, in order} */
  public List<ProgramCoverage> coverage() {
    return vm.coverage();
  }

  /** {@return a run that the caller drives} */
  public Stepper step(String program, RunInput input) {
    return programs.apply(program).step(input.context());
  }

  private Optional<List<String>> printed() {
    return Optional.of(Outcome.plain(vm.environment().drainTrace()));
  }

  @Override
  public RunState state() {
    return state;
  }

  @Override
  public void putProgram(String array, int index, String program) {
    BpfMap<?, ?> map = RunState.map(state, array);
    ((TypedMap<?, ?>) map)
        .withCodecs(Codec.INDEX, Codec.S32)
        .update(index, vm.descriptor(programs.apply(program)));
  }

  /** What timers have due until then runs at its time. */
  @Override
  public void advance(Duration time) {
    AtomicLong now = clock.orElseThrow();
    long end = now.get() + time.toNanos();
    Timers timers = vm.environment().timers();
    for (OptionalLong due = timers.next();
        due.isPresent() && due.getAsLong() <= end;
        due = timers.next()) {
      now.set(Math.max(now.get(), due.getAsLong()));
      vm.runTimers();
    }
    now.set(end);
  }

  @Override
  public void close() {
    Covered.add(vm);
  }
}
