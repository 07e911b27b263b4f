package dev.jbpf.methods.plain;

import dev.jbpf.map.BpfMap;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.JavaRun;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmObject;
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
      new JavaMachine(Vm.create(VmOptions.DEFAULT.withCpus(1)), Map.of());

  private static final ThreadLocal<JavaMachine> CURRENT = ThreadLocal.withInitial(() -> COMMON);

  private final Vm vm;
  private final Map<MapDef<?, ?>, TypedMap<?, ?>> maps = new IdentityHashMap<>();
  private final Map<String, BpfMap<?, ?>> named;
  private final ThreadLocal<JavaRun> runs = ThreadLocal.withInitial(this::newRun);
  private TailCalls tailCalls = (array, index) -> {};

  /** What a tail call does. */
  @FunctionalInterface
  public interface TailCalls {
    /** Comes back if no program is there; else throws {@link TailCalled}. */
    void call(String array, long index);
  }

  private JavaMachine(Vm vm, Map<String, BpfMap<?, ?>> named) {
    this.vm = vm;
    this.named = named;
  }

  /** {@return a machine where definitions are the maps of {@code object} that have their names} */
  public static JavaMachine of(VmObject object) {
    return new JavaMachine(object.vm(), object.maps());
  }

  /** Tail calls do that from now on; at first they find nothing. */
  public void setTailCalls(TailCalls calls) {
    tailCalls = calls;
  }

  /** Goes on in the program of that number, if there is one; else comes back. */
  public void tailCall(MapDef<?, ?> array, long index) {
    tailCalls.call(array.name(), index);
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
      TypedMap<?, ?> known = maps.get(definition);
      if (known == null) {
        BpfMap<?, ?> same = named.get(definition.name());
        known = same instanceof TypedMap<?, ?> there ? there : vm.map(definition);
        maps.put(definition, known);
      }
      return known;
    }
  }

  /** Takes all out of the map of that definition. */
  public void clear(MapDef<?, ?> definition) {
    synchronized (maps) {
      TypedMap<?, ?> known = maps.remove(definition);
      if (known != null) {
        vm.drop(known);
      }
    }
  }
}
