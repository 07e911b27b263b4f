package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.kernel.KernelRef;
import dev.jbpf.dsl.value.kernel.Memory;
import dev.jbpf.dsl.value.map.MapRef;
import dev.jbpf.dsl.value.map.RingRef;
import dev.jbpf.dsl.value.map.Status;
import dev.jbpf.dsl.value.memory.AccessCheck;
import dev.jbpf.dsl.value.memory.Array;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.memory.Stack;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.dsl.value.part.EntryFunctions;
import dev.jbpf.dsl.value.part.HelperUse;
import dev.jbpf.dsl.value.part.Locks;
import dev.jbpf.dsl.value.part.Log2;
import dev.jbpf.dsl.value.part.Print;
import dev.jbpf.dsl.value.part.Storage;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.Helper;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.SpinLock;
import dev.jbpf.map.data.Global;
import dev.jbpf.map.histogram.LinearHistogram;
import dev.jbpf.map.layout.BpfTimer;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What a function is written with, the program's own and others: control, memory, maps, and what
 * the kernel tells. Each method writes at the place where it is called; branches and loops take
 * what is inside as a lambda.
 */
public class Body extends Control {
  Body(Scope scope) {
    super(scope);
  }

  /** {@return the map, whose values are one for all CPUs} */
  public final <K, V> MapRef<K, V> map(MapDef<K, V> map) {
    if (MapDef.isPerCpu(map.type())) {
      throw scope().error("map-type", map.name() + " has a value for each CPU", "perCpu(…)");
    }
    return new MapRef<>(scope(), map);
  }

  /** {@return the map with a value for each CPU, as the CPU that runs the program has it} */
  public final <K, V> MapRef<K, V> perCpu(MapDef<K, List<V>> map) {
    return new MapRef<>(scope(), map);
  }

  /** {@return the ring buffer} */
  public final RingRef ring(MapDef<Nothing, Nothing> map) {
    return new RingRef(scope(), map);
  }

  /**
   * {@return how many entries {@code body} was called with, or the negative of an error number} Of
   * each entry of a hash table or an array, in no order, until it returns 1. Since Linux 5.13.
   */
  public final <K, V> S64 forEach(MapRef<K, V> map, Consumer<MapEntryBody<K, V>> body) {
    return EntryFunctions.forEach(scope(), map, called -> body.accept(entry(called, map)));
  }

  /** {@return the same} {@code body} has {@code state}, too, and changes it in place. */
  public final <K, V, S> S64 forEach(
      MapRef<K, V> map, Cell<S> state, BiConsumer<MapEntryBody<K, V>, Cell<S>> body) {
    return EntryFunctions.forEach(
        scope(), map, state, (called, own) -> body.accept(entry(called, map), own));
  }

  /**
   * {@return 0, or the negative of an error number} Calls {@code body} with the entry that {@code
   * timer} is of, so many nanoseconds from now, once; one that was started before is started again.
   * Since Linux 5.15; not in programs of tracing.
   */
  public final <K, V> Status startTimer(
      MapRef<K, V> map, Cell<BpfTimer> timer, long nanoseconds, Consumer<MapEntryBody<K, V>> body) {
    return startTimer(map, timer, u64(nanoseconds), body);
  }

  /** {@return the same} */
  public final <K, V> Status startTimer(
      MapRef<K, V> map, Cell<BpfTimer> timer, U64 nanoseconds, Consumer<MapEntryBody<K, V>> body) {
    return EntryFunctions.startTimer(
        scope(), map, timer, nanoseconds, called -> body.accept(entry(called, map)));
  }

  /** {@return 1 if it was started, 0 if not, or the negative of an error number: stops it} */
  public final S64 cancelTimer(Cell<BpfTimer> timer) {
    return EntryFunctions.cancelTimer(scope(), timer);
  }

  private static <K, V> MapEntryBody<K, V> entry(Scope called, MapRef<K, V> map) {
    return new MapEntryBody<>(called, map.definition());
  }

  /**
   * {@return the only value of an array of one, which is always there: variables that Java reads
   * and writes} Since Linux 5.2.
   */
  public final <V> Cell<V> global(MapDef<Integer, V> map) {
    scope().unit().define(map);
    return Cell.at(scope(), scope().at().mapValue(map.name(), 0), map.value().layout(), map.name());
  }

  /**
   * {@return the variable, which is always there} Java reads and writes it where the program is
   * loaded; constants are only read, and known to the verifier. Since Linux 5.2.
   */
  public final <V> Cell<V> global(Global<V> variable) {
    scope().unit().define(variable);
    AccessCheck access =
        variable.isConstant()
            ? AccessCheck.readOnly(
                scope(),
                variable.name() + " is a constant: programs only read it",
                "define it with Global.of(…) or Global.zero(…)")
            : AccessCheck.ALWAYS;
    Value address = scope().at().mapValue(variable.name(), 0);
    return Cell.at(scope(), address, variable.codec().layout(), variable.name(), access);
  }

  /** Does {@code body} while the lock is held: calls nothing, and releases it on every way out. */
  public final void locked(Cell<SpinLock> lock, Runnable body) {
    Locks.locked(scope(), lock, body);
  }

  /** {@return a new record on the stack, all zero} */
  public final <R extends Record> Cell<R> record(Class<R> type) {
    return Stack.zero(scope(), Codec.record(type), type.getSimpleName());
  }

  /**
   * {@return a new record on the stack, whose components have these values, in their order}
   *
   * @param values for each component a number of the value tier, or of Java
   * @throws dev.jbpf.ir.IrException if there are more or fewer, or one does not fit
   */
  public final <R extends Record> Cell<R> record(Class<R> type, Object... values) {
    return Stack.record(scope(), type, values);
  }

  /** {@return a new place on the stack, all zero: {@code p.local(Codec.text(16))}} */
  public final <V> Cell<V> local(Codec<V> codec) {
    return Stack.zero(scope(), codec, "local");
  }

  /** {@return a new array of {@code length} numbers on the stack, all zero} */
  public final <T extends Int<T, ?>> Array<T> array(Kind<T> kind, int length) {
    return Array.onStack(scope(), kind, length);
  }

  /** {@return the time since the machine started, in nanoseconds, without that of sleep} */
  public final U64 time() {
    return number(Helper.KTIME_GET_NS);
  }

  /** {@return the process that runs: what user space calls its pid} */
  public final U32 pid() {
    return number(Helper.GET_CURRENT_PID_TGID).shiftRight(Integer.SIZE).toU32();
  }

  /** {@return the thread that runs} */
  public final U32 tid() {
    return number(Helper.GET_CURRENT_PID_TGID).toU32();
  }

  /** {@return the process, and in the lower 32 bits the thread, that run} */
  public final U64 pidAndTid() {
    return number(Helper.GET_CURRENT_PID_TGID);
  }

  /** {@return the user that the process runs as} */
  public final U32 uid() {
    return number(Helper.GET_CURRENT_UID_GID).toU32();
  }

  /** {@return the address of the kernel's {@code task_struct} of the thread that runs} */
  public final U64 task() {
    return number(Helper.GET_CURRENT_TASK);
  }

  /**
   * {@return the thread that runs, {@code task_struct} to the kernel, as {@code type} declares it}
   */
  public final <S extends Record> KernelRef<S> task(Class<S> type) {
    return KernelRef.copied(scope(), type, task().ir());
  }

  /**
   * {@return the same, which the verifier knows: its members are read in place, helpers take it;
   * since Linux 5.11}
   */
  public final <S extends Record> KernelRef<S> knownTask(Class<S> type) {
    Value task = scope().call(Helper.GET_CURRENT_TASK_BTF, Type.Pointer.kernel("task_struct"));
    return KernelRef.direct(scope(), type, task);
  }

  /**
   * {@return what {@code map}, a storage, has for {@code owner}, zero at first} Absent where the
   * kernel has no room, or {@code owner} ends.
   *
   * @param owner what the verifier knows: {@code knownTask(…)}, an argument with a type
   */
  public final <V> Maybe<Cell<V>> storage(MapDef<Integer, V> map, KernelRef<?> owner) {
    return Storage.of(scope(), map, owner);
  }

  /** {@return the structure of the kernel at {@code address}, as {@code type} declares it} */
  public final <S extends Record> KernelRef<S> kernel(Class<S> type, U64 address) {
    return KernelRef.copied(scope(), type, address.ir());
  }

  /**
   * {@return the structure at that address of the process, one that the kernel has, too; read by
   * copies; since Linux 5.5}
   */
  public final <S extends Record> KernelRef<S> user(Class<S> type, U64 address) {
    return KernelRef.user(scope(), type, address.ir());
  }

  /** {@return the CPU that runs the program} */
  public final U32 cpu() {
    return number(Helper.GET_SMP_PROCESSOR_ID).toU32();
  }

  /** {@return a random number} */
  public final U32 random() {
    return number(Helper.GET_PRANDOM_U32).toU32();
  }

  private U64 number(Helper helper) {
    return U64.KIND.of(scope(), scope().call(helper, Type.U64));
  }

  /**
   * {@return what the helper returns: a number, the negative of an error number where it fails; 0
   * where it returns nothing} For what has no method of its own.
   *
   * @param arguments as its signature has them: numbers of the value tier or of Java, cells for
   *     memory, {@code MapDef}s, {@code context()}
   * @throws dev.jbpf.ir.IrException if they are others, or the result is an address
   */
  public final S64 call(Helper helper, Object... arguments) {
    return new HelperUse(scope(), helper).with(arguments);
  }

  /** Puts the name of the thread that runs into {@code text}, of at least 16 bytes. */
  public final void command(Cell<String> text) {
    scope().call(Helper.GET_CURRENT_COMM, Type.NONE, text.address(), size(text));
  }

  /**
   * Prints to the trace pipe, as the kernel's printk does: {@code %d}, {@code %x}, {@code %llu} …
   * Of numbers of 64 bits all are printed, whether the format says so or not.
   */
  public final void print(String format, Int<?, ?>... arguments) {
    new Print(scope(), format, arguments).emit();
  }

  /** {@return memory of the kernel, to be read by copies} */
  public final Memory kernel() {
    return Memory.ofKernel(scope());
  }

  /** {@return memory of the process that runs, to be read by copies} */
  public final Memory user() {
    return Memory.ofUser(scope());
  }

  /**
   * {@return {@code log2(value) + 1}, and 1 for the value 0: where a {@link
   * dev.jbpf.map.histogram.Log2Histogram} counts it} All bits count, without a sign.
   */
  public final U32 log2(Int<?, ?> value) {
    return Log2.slot(scope(), value.toU64());
  }

  /** Counts {@code value} by powers of two in {@code slots}, an array of {@code SLOTS} counts. */
  public final void countLog2(MapDef<Integer, Long> slots, Int<?, ?> value) {
    map(slots).find(log2(value)).ifPresent(count -> count.addAtomic(1));
  }

  /** Counts {@code value}, of the sign of its type, by {@code steps} in {@code slots}. */
  public final void countLinear(
      MapDef<Integer, Long> slots, LinearHistogram.Steps steps, Int<?, ?> value) {
    boolean isWide = value.kind().equals(U64.KIND);
    S64 number = isWide ? value.toU64().min(Long.MAX_VALUE).toS64() : value.toS64();
    Var<U32> slot = var("slot", u32(0));
    when(
        number.ge(steps.first()),
        () -> {
          U64 step = number.subtract(steps.first()).toU64().divide(steps.width());
          slot.set(step.min(steps.count()).add(1).toU32());
        });
    map(slots).find(slot.get()).ifPresent(count -> count.addAtomic(1));
  }

  final Value size(Cell<?> cell) {
    return scope().at().constant(cell.size());
  }
}
