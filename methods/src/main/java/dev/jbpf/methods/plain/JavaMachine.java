package dev.jbpf.methods.plain;

import dev.jbpf.map.MapDef;
import dev.jbpf.vm.JavaRun;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.map.TypedMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What programs find where they run as plain Java: a world of the virtual machine, with its maps,
 * helpers, clock and task. One is there for all; a test that wants its own runs {@link #in} it.
 */
public final class JavaMachine {
  private static final JavaMachine COMMON =
      new JavaMachine(Vm.create(VmOptions.DEFAULT.withCpus(1)), false);

  private static final ThreadLocal<JavaMachine> CURRENT = ThreadLocal.withInitial(() -> COMMON);

  private final Vm vm;
  private final boolean isByName;
  private final Map<Object, TypedMap<?, ?>> maps = new IdentityHashMap<>();
  private final ThreadLocal<JavaRun> runs = ThreadLocal.withInitial(this::newRun);

  private JavaMachine(Vm vm, boolean isByName) {
    this.vm = vm;
    this.isByName = isByName;
  }

  /** {@return a machine on {@code vm}, where definitions of one name are one map} */
  public static JavaMachine of(Vm vm) {
    return new JavaMachine(vm, true);
  }

  /** {@return the machine of this thread: the common one where nobody has said another} */
  public static JavaMachine current() {
    return CURRENT.get();
  }

  /** {@return what {@code action} does on this machine} */
  public <T> T in(Callable<T> action) throws Exception {
    JavaMachine before = CURRENT.get();
    CURRENT.set(this);
    try {
      return action.call();
    } finally {
      CURRENT.set(before);
    }
  }

  /** {@return the clock, the current task, and what was printed} */
  public Environment environment() {
    return vm.environment();
  }

  /** {@return the run of this thread: what was started last} */
  public JavaRun run() {
    return runs.get();
  }

  /** {@return a new run of this thread, on that CPU} */
  public JavaRun start(int cpu) {
    JavaRun run = vm.java(cpu);
    runs.set(run);
    return run;
  }

  private JavaRun newRun() {
    return vm.java(0);
  }

  /**
   * {@return the map of that definition, made where it is not there yet}
   *
   * @throws IllegalArgumentException if the virtual machine has no maps of the type
   */
  public TypedMap<?, ?> map(MapDef<?, ?> definition) {
    synchronized (maps) {
      TypedMap<?, ?> known = maps.get(key(definition));
      if (known == null) {
        known = vm.map(definition);
        maps.put(key(definition), known);
      }
      return known;
    }
  }

  /** Takes all out of the map of that definition. */
  public void clear(MapDef<?, ?> definition) {
    synchronized (maps) {
      TypedMap<?, ?> known = maps.remove(key(definition));
      if (known != null) {
        vm.drop(known);
      }
    }
  }

  private Object key(MapDef<?, ?> definition) {
    return isByName ? definition.name().intern() : definition;
  }
}
