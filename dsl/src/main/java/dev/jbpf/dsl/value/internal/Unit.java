package dev.jbpf.dsl.value.internal;

import dev.jbpf.code.origin.Capture;
import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.build.ModuleBuilder;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.data.Global;
import dev.jbpf.map.flag.MapFlag;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A program that is being written: its functions, the maps that it names. */
public final class Unit {
  /** Values of arrays whose addresses are in instructions. */
  private static final KernelVersion VARIABLES = new KernelVersion(5, 2);

  /** Those kernels take a program of 4,096 instructions. */
  private static final int MOST_REPEATED = 1 << 16;

  private final Target target;
  private final ModuleBuilder module = new ModuleBuilder();
  private final Map<String, MapDef<?, ?>> maps = new LinkedHashMap<>();
  private final Map<String, Global<?>> globals = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final boolean isProgram;
  private final Scope main;
  private Scope current;
  private int repeated;

  /** A program of that name, without maps yet. */
  public Unit(String name, Target target) {
    this(name, target, true, Type.S64, List.of(Type.CONTEXT));
  }

  /** A function of that name, which other programs call. */
  public Unit(String name, Target target, Type result, List<Type> parameters) {
    this(name, target, false, result, parameters);
  }

  private Unit(String name, Target target, boolean isProgram, Type result, List<Type> parameters) {
    this.target = target;
    this.isProgram = isProgram;
    main = new Scope(this, module.function(here(), name, result, parameters));
    current = main;
    names.add(name);
  }

  private static Origin here() {
    return Capture.isOn() ? Origin.caller() : Origin.UNKNOWN;
  }

  /** {@return what it is for} */
  public Target target() {
    return target;
  }

  /** {@return the function that the program starts with} */
  public Scope main() {
    return main;
  }

  /**
   * Takes notice of a round that is written once more, as kernels without loops want it.
   *
   * @throws dev.jbpf.ir.IrException if no such kernel has room for them all
   */
  public void repeat(Scope in) {
    if (++repeated > MOST_REPEATED) {
      throw in.error(
          "loop-rounds",
          "more than " + MOST_REPEATED + " rounds: kernels before 5.3 have them all written out",
          "since(5, 3), where a loop is one, or fewer rounds");
    }
  }

  /** {@return whether {@code scope} is left to the kernel, which takes 32 bits as the result} */
  boolean isProgram(Scope scope) {
    return isProgram && scope == main;
  }

  /** {@return the function that is being written} */
  public Scope current() {
    return current;
  }

  /**
   * {@return the function of that name that {@code body} writes}
   *
   * @param outer the one that is being written, and goes on being written then
   * @param name if there is one of that name, a number is added
   */
  public Function function(
      Scope outer, String name, Type result, List<Type> parameters, Consumer<Scope> body) {
    outer.at();
    String unique = name;
    for (int i = 2; !names.add(unique); i++) {
      unique = name + "_" + i;
    }
    Scope inner = new Scope(this, module.function(here(), unique, result, parameters));
    current = inner;
    try {
      body.accept(inner);
    } finally {
      current = outer;
    }
    return inner.function();
  }

  /**
   * Keeps the definition of a map that the program names.
   *
   * @throws dev.jbpf.ir.IrException if another map has its name
   */
  public <K, V> MapDef<K, V> define(MapDef<K, V> map) {
    MapDef<?, ?> known = maps.putIfAbsent(map.name(), map);
    if (known != null && !known.isLike(map)) {
      throw current.error(
          "map-twice", "two maps '" + map.name() + "': " + known + " and " + map, "rename one");
    }
    return map;
  }

  /**
   * Keeps a variable that the program names.
   *
   * @throws dev.jbpf.ir.IrException if another variable, or a map, has its name
   */
  public void define(Global<?> global) {
    require(VARIABLES, "the variable " + global.name());
    Global<?> known = globals.putIfAbsent(global.name(), global);
    if (known != null && !known.isLike(global) || maps.containsKey(global.name())) {
      throw current.error("global-twice", "two things '" + global.name() + "'", "rename one");
    }
  }

  /** {@return the maps that the program names, by name} */
  public Map<String, MapDef<?, ?>> maps() {
    return maps;
  }

  /** {@return the variables that the program names} */
  public List<Global<?>> globals() {
    return List.copyOf(globals.values());
  }

  /** {@return what the program names as maps, and what its variables are in, by name} */
  public Map<String, MapDef<?, ?>> areas() {
    Map<String, MapDef<?, ?>> all = new LinkedHashMap<>(maps);
    globals.forEach((name, global) -> all.put(name, area(global)));
    return all;
  }

  private static MapDef<?, ?> area(Global<?> global) {
    MapDef<?, ?> area = MapDef.array(global.section().toString(), global.codec(), 1);
    return global.isConstant() ? area.withFlags(MapFlag.RDONLY_PROG) : area;
  }

  /** {@return the program as IR} */
  public IrModule finish() {
    return module.finish();
  }

  /**
   * Checks that all kernels that the program is for have {@code helper}.
   *
   * @throws dev.jbpf.ir.IrException if the oldest has not
   */
  public void require(Helper helper) {
    require(helper.since(), helper.functionName());
  }

  private void require(KernelVersion since, String what) {
    if (target.lacks(since)) {
      throw current.error(
          "kernel-version",
          String.format(
              "%s needs Linux %s, the program is for %s and newer",
              what, since, target.kernel().orElseThrow()),
          "say since(" + since + ") of the program, or do without");
    }
  }
}
