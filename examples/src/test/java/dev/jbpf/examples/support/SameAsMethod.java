package dev.jbpf.examples.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.vm.JavaPrograms;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.map.RingBuffer;
import dev.jbpf.vm.map.TypedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A method does what the program does that is written with values, or with registers: on the VM,
 * and as Java.
 */
public final class SameAsMethod {
  private final Class<?> type;
  private final List<MapDef<?, ?>> maps;

  /** Methods of {@code type}, with programs that share {@code maps}. */
  public SameAsMethod(Class<?> type, MapDef<?, ?>... maps) {
    this.type = type;
    this.maps = List.of(maps);
  }

  /** A run of one of them. */
  public record Run(String method, Optional<Program> values, Context context) {
    /** A run beside that of a program. */
    public Run(String method, Program values, Context context) {
      this(method, Optional.of(values), context);
    }

    /** A run on its own: the program with values is another kernel's each time. */
    public Run(String method, Context context) {
      this(method, Optional.empty(), context);
    }
  }

  /** Runs all, one after the other, and compares what they return and leave. */
  public void check(Run... runs) {
    VmObject onVm = VmObject.load(type);
    still(onVm.vm());
    VmObject asJava = VmObject.load(type);
    still(asJava.vm());
    JavaPrograms.Bound methods = JavaPrograms.load().bind(type, asJava);
    List<String> vm = new ArrayList<>();
    List<String> java = new ArrayList<>();
    for (Run run : runs) {
      vm.add(text(onVm.program(run.method()).run(run.context())));
      java.add(text(methods.run(run.method(), run.context(), 0).r0()));
    }
    maps.forEach(map -> vm.add(content(onVm.map(map))));
    maps.forEach(map -> java.add(content(asJava.map(map))));
    assertThat(java).as("as Java").isEqualTo(vm);
    if (Arrays.stream(runs).allMatch(run -> run.values().isPresent())) {
      assertThat(vm).as("on the VM").isEqualTo(values(runs));
    }
  }

  /** Where bpf(2) is permitted, the kernel takes all of them, and {@code others}. */
  public void isTaken(ProgramDef... others) {
    if (Bpf.permission().isGranted()) {
      BpfObject.load(type).close();
      for (ProgramDef other : others) {
        Bpf.load(other).close();
      }
    }
  }

  private List<String> values(Run... runs) {
    Vm vm = Vm.create(VmOptions.DEFAULT);
    still(vm);
    Map<String, BpfMap<?, ?>> made = new TreeMap<>();
    maps.forEach(map -> made.put(map.name(), vm.map(map)));
    List<String> all = new ArrayList<>();
    for (Run run : runs) {
      all.add(text(vm.load(run.values().orElseThrow()).run(run.context())));
    }
    maps.forEach(map -> all.add(content(Optional.ofNullable(made.get(map.name())).orElseThrow())));
    return all;
  }

  private static void still(Vm vm) {
    vm.environment().setClock(() -> 1_000);
  }

  private static String text(long r0) {
    return Integer.toString((int) r0);
  }

  private static String content(BpfMap<?, ?> map) {
    if (map.def().type() == MapType.RINGBUF) {
      Function<byte[], String> hex = HexFormat.of()::formatHex;
      return ((RingBuffer) ((TypedMap<?, ?>) map).raw()).drain().stream().map(hex).toList() + "";
    }
    Map<String, String> sorted = new TreeMap<>();
    map.toMap().forEach((key, value) -> sorted.put(key.toString(), shown(value)));
    return map.def().name() + sorted;
  }

  private static String shown(Object value) {
    return value instanceof long[] words ? Arrays.toString(words) : value.toString();
  }
}
