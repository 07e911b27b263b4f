package dev.jbpf.vm;

import dev.jbpf.btf.Btf;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.coverage.ProgramCoverage;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.exec.Linkage;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.kfunc.KfuncNumbers;
import dev.jbpf.vm.helper.kfunc.StandardKfuncs;
import dev.jbpf.vm.helper.pointer.KeptObjects;
import dev.jbpf.vm.helper.standard.StandardHelpers;
import dev.jbpf.vm.map.MapTable;
import dev.jbpf.vm.map.ReferenceMap;
import dev.jbpf.vm.map.TypedMap;
import dev.jbpf.vm.map.VmMap;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.Allowance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A world for programs: maps, helpers, a clock. Programs of one world share its maps. Thread-safe.
 */
public final class Vm {
  private final VmOptions options;
  private final AddressSpace space;
  private final MapTable maps;
  private final Environment environment;
  private final KeptObjects kept = new KeptObjects();
  private final KfuncNumbers kfuncs;
  // Made when a program calls one: that takes longer than many a program runs.
  private volatile Map<Integer, HelperFunction> usualHelpers = Map.of();
  private volatile Map<Integer, HelperFunction> rareHelpers = Map.of();
  private volatile Optional<Btf> types = Optional.empty();
  private final Map<String, TypedMap<?, ?>> byName = new ConcurrentHashMap<>();
  private final List<Optional<LoadedProgram>> programs = new CopyOnWriteArrayList<>();
  private final List<LoadedProgram> counted = new CopyOnWriteArrayList<>();

  private Vm(VmOptions options) {
    this.options = options;
    this.space = new AddressSpace(new Allowance(options.memory()));
    this.environment = new Environment(options.seed());
    this.maps = new MapTable(space, options.cpus(), environment);
    this.kfuncs =
        new KfuncNumbers(
            table -> StandardKfuncs.register(table, maps, environment, space, kept, this::size));
  }

  /** {@return a world of these options, without maps yet} */
  public static Vm create(VmOptions options) {
    return new Vm(options);
  }

  /** {@return {@code program}, alone in a world of its own} */
  public static LoadedProgram load(Program program, VmOptions options) {
    return create(options).load(program);
  }

  /**
   * {@return {@code program}, ready to run here} Maps that it names are those of this world.
   *
   * @throws IllegalArgumentException if it is larger than the kernel's limit of 1,000,000 slots, or
   *     names a map that is not there
   */
  public LoadedProgram load(Program program) {
    return load(program, Map.of());
  }

  /** The same, of which nothing may reach the calls at some slots, for the reasons given. */
  LoadedProgram load(Program program, Map<Slot, String> unreachable) {
    return load(program, unreachable, Optional.empty());
  }

  /** The same, with the function that takes what the program throws. */
  LoadedProgram load(
      Program program, Map<Slot, String> unreachable, Optional<Slot> exceptionCallback) {
    Program filled = program.maps().isEmpty() ? program : program.withMaps(this::descriptor);
    MicroCode code =
        MicroCode.decode(filled, new Links(unreachable, exceptionCallback), options.coverage());
    LoadedProgram loaded = new LoadedProgram(this, program, code, options);
    if (options.coverage()) {
      counted.add(loaded);
    }
    return loaded;
  }

  private int descriptor(String name) {
    TypedMap<?, ?> map = byName.get(name);
    if (map == null) {
      throw new IllegalArgumentException(
          "the program names map '"
              + name
              + "', which is not there: make it with Vm.map; "
              + (byName.isEmpty() ? "there is none" : "there are " + byName.keySet()));
    }
    return map.descriptor();
  }

  /**
   * {@return a new map of this world}
   *
   * @throws IllegalArgumentException if the kernel would refuse the definition, or the type needs a
   *     kernel
   */
  public <K, V> TypedMap<K, V> map(MapDef<K, V> def) {
    int descriptor = maps.create(def);
    TypedMap<K, V> map =
        new TypedMap<>(def, maps.get(descriptor).orElseThrow(), descriptor, options.cpus());
    byName.put(def.name(), map);
    return map;
  }

  /**
   * Takes {@code map} away and gives its memory back. Programs that use it fault, those too that
   * hold a pointer to one of its values, which may be another map's once the machine has given all
   * its addresses away.
   *
   * @throws IllegalArgumentException if it is no map of this world, or not any more
   */
  public void drop(TypedMap<?, ?> map) {
    Optional<VmMap> known = maps.get(map.descriptor());
    if (known.isEmpty() || known.get() != map.raw()) {
      throw new IllegalArgumentException(map + " is no map of this machine");
    }
    byName.computeIfPresent(
        map.def().name(), (name, named) -> named.raw() == map.raw() ? null : named);
    maps.drop(map.descriptor());
  }

  /** {@return what stands for {@code program} in a program array} */
  public int descriptor(LoadedProgram program) {
    programs.add(Optional.of(program));
    return programs.size() - 1;
  }

  /**
   * Forgets {@code program}: what was counted of it, and what stands for it in arrays of programs,
   * where a tail call does not find it any more. Its memory comes back once nobody else has it.
   */
  public void drop(LoadedProgram program) {
    counted.remove(program);
    for (int i = 0; i < programs.size(); i++) {
      if (programs.get(i).filter(known -> known == program).isPresent()) {
        programs.set(i, Optional.empty());
      }
    }
  }

  /**
   * {@return what the programs of this world have done so far, in the order in which they were
   * loaded; of those only whose runs are over} Empty without {@link VmOptions#withCoverage}.
   */
  public List<ProgramCoverage> coverage() {
    return counted.stream().map(LoadedProgram::coverage).flatMap(Optional::stream).toList();
  }

  /**
   * {@return the number by which programs of this world call a function of the kernel's (kfunc), as
   * in {@code "call kfunc %d, 0"}} Objects find it by its name.
   *
   * @throws IllegalArgumentException if this world has none of that name
   */
  public int kfunc(String name) {
    return kfuncs
        .number(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the machine has no kfunc '"
                        + name
                        + "'; Vm.kfunc(\""
                        + name
                        + "\", …) gives it one"));
  }

  /**
   * {@return the number of {@code function}, which programs that are loaded from now on call by
   * that name} It comes before what this world has of that name.
   */
  public int kfunc(String name, HelperFunction function) {
    kfuncs.put(name, function);
    return kfunc(name);
  }

  /** {@return the number of that function; empty if there is none} */
  OptionalInt findKfunc(String name) {
    return kfuncs.number(name);
  }

  /** Objects that programs make are of these types. */
  void setTypes(Btf ofPrograms) {
    types = Optional.of(ofPrograms);
  }

  Optional<HelperFunction> helper(int id) {
    if (options.helpers().containsKey(id)) {
      return Optional.of(options.helpers().get(id));
    }
    if (usualHelpers.isEmpty()) {
      usualHelpers = StandardHelpers.usual(maps, environment);
    }
    HelperFunction usual = usualHelpers.get(id);
    if (usual == null && rareHelpers.isEmpty()) {
      rareHelpers = StandardHelpers.rare(maps, environment, kept);
    }
    return Optional.ofNullable(usual == null ? rareHelpers.get(id) : usual);
  }

  private int size(int type) {
    return types
        .filter(all -> type > 0 && type < all.size())
        .map(all -> (int) all.sizeOf(type).orElse(-1))
        .orElse(-1);
  }

  /** {@return what this world is like} */
  public VmOptions options() {
    return options;
  }

  /**
   * {@return how many timers and pieces of work were due by the clock, each of which has called its
   * subprogram}
   *
   * @throws dev.jbpf.vm.fault.VmFault if a subprogram does what no program may
   */
  public int runTimers() {
    return environment.timers().run(environment.now());
  }

  /** {@return the clock, the current task, and what was printed} */
  public Environment environment() {
    return environment;
  }

  /**
   * {@return a run whose program is Java code}
   *
   * @param cpu where it runs, counted from 0
   * @throws IllegalArgumentException if the machine has no such CPU
   */
  public JavaRun java(int cpu) {
    requireCpu(cpu);
    return new JavaRun(this, cpu);
  }

  void requireCpu(int cpu) {
    if (cpu < 0 || cpu >= options.cpus()) {
      throw new IllegalArgumentException(
          "CPU " + cpu + " of a machine that has " + options.cpus() + ", counted from 0");
    }
  }

  Optional<HelperFunction> kfunc(int id) {
    HelperFunction given = options.kfuncs().get(id);
    return given == null ? kfuncs.function(id) : Optional.of(given);
  }

  AddressSpace space() {
    return space;
  }

  Optional<Executable> tailCall(HelperCall call, long map, long index) {
    Optional<VmMap> found = maps.get(AddressSpace.mapOf(map));
    if (found.isPresent() && found.get() instanceof ReferenceMap array) {
      return array
          .at(index)
          .flatMap(descriptor -> program(call, descriptor))
          .map(LoadedProgram::executable);
    }
    throw call.badArgument("r2 is 0x" + Long.toHexString(map) + ", no program array");
  }

  private Optional<LoadedProgram> program(HelperCall call, int descriptor) {
    if (descriptor < 0 || descriptor >= programs.size()) {
      throw call.badArgument(
          "the program array holds " + descriptor + ", which Vm.descriptor gave for no program");
    }
    return programs.get(descriptor);
  }

  /** What a program's numbers stand for here. */
  private final class Links implements Linkage {
    private final Map<Slot, String> unreachable;
    private final Optional<Slot> exceptionCallback;

    Links(Map<Slot, String> unreachable, Optional<Slot> exceptionCallback) {
      this.unreachable = unreachable;
      this.exceptionCallback = exceptionCallback;
    }

    @Override
    public OptionalInt exceptionCallback() {
      return exceptionCallback.stream().mapToInt(Slot::number).findFirst();
    }

    @Override
    public Optional<String> unreachable(int slot) {
      return unreachable.isEmpty()
          ? Optional.empty()
          : Optional.ofNullable(unreachable.get(new Slot(slot)));
    }

    @Override
    public Optional<HelperFunction> helper(int id) {
      return Vm.this.helper(id);
    }

    @Override
    public Optional<HelperFunction> kfunc(int id) {
      return Vm.this.kfunc(id);
    }

    @Override
    public OptionalLong map(int descriptor) {
      return maps.get(descriptor).isPresent()
          ? OptionalLong.of(AddressSpace.mapHandle(descriptor))
          : OptionalLong.empty();
    }

    @Override
    public OptionalLong mapValue(int descriptor, int offset) {
      return maps.valueAddress(descriptor, offset);
    }

    @Override
    public List<Integer> places(int descriptor) {
      return maps.places(descriptor);
    }

    @Override
    public Optional<Integer> descriptorAt(int index) {
      return maps.descriptorAt(index);
    }
  }
}
