package dev.jbpf.testkit.sweep;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.TestRunResult;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.event.RingBuffers;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.RunResult;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.map.RingBuffer;
import dev.jbpf.vm.map.TypedMap;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs a case in the kernel, and on the virtual machine; tells what it did as a text. */
final class Engines {
  /** What the kernel says of a program that its verifier does not admit. */
  static final String REFUSED = "refused";

  /** Of whose entries nobody can ask. */
  private static final Set<MapType> WITHOUT_KEYS =
      Set.of(MapType.PERF_EVENT_ARRAY, MapType.SK_STORAGE, MapType.CGROUP_ARRAY);

  /** Of the kernel's, so that CPUs that are not there are the same. */
  private static final int CPUS = Runtime.getRuntime().availableProcessors();

  private Engines() {}

  static String inKernel(Case one) {
    List<KernelMap<?, ?>> maps = new ArrayList<>();
    try {
      for (MapDef<?, ?> def : one.maps()) {
        maps.add(Bpf.create(def));
      }
      KernelMap<Integer, byte[]> out = Bpf.create(Script.OUT);
      maps.add(out);
      if (one.text().length > 0) {
        KernelMap<Integer, byte[]> text = Bpf.create(Case.TEXT);
        maps.add(text);
        text.update(0, one.text());
        text.freeze();
      }
      ProgramSpec spec = ProgramSpec.of("sweep", one.type(), program(one)).withLicense("GPL");
      try (KernelProgram loaded = Bpf.load(spec, maps.toArray(new KernelMap<?, ?>[0]));
          Samples samples = Samples.of(maps)) {
        return run(loaded, one) + left(maps) + records(maps) + samples.text();
      }
    } catch (VerifierException refused) {
      return REFUSED;
    } finally {
      maps.forEach(KernelMap::close);
    }
  }

  /** A packet that has grown by much does not come back: what else there is does. */
  private static String run(KernelProgram program, Case one) {
    try {
      TestRunResult result = program.testRun(TestRun.onPacket(one.type(), one.packet()));
      return packet(result.packet(one.type()));
    } catch (BpfSyscallException error) {
      if (error.errno().equals(Errno.ENOSPC)) {
        return packet(new byte[0]);
      }
      throw error;
    }
  }

  static String onVm(Engine engine, Case one) {
    return onVm(engine, one, environment -> Listeners.in(environment.network()));
  }

  /** The same in a world that {@code making} makes. */
  static String onVm(Engine engine, Case one, Consumer<Environment> making) {
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine).withCpus(CPUS));
    making.accept(vm.environment());
    List<BpfMap<?, ?>> maps = new ArrayList<>();
    one.maps().forEach(def -> maps.add(vm.map(def)));
    maps.add(vm.map(Script.OUT));
    if (one.text().length > 0) {
      TypedMap<Integer, byte[]> text = vm.map(Case.TEXT);
      text.update(0, one.text());
      maps.add(text);
    }
    Samples.openHere(maps);
    try {
      RunResult result =
          vm.load(program(one)).test(Contexts.of(one.type(), one.packet().clone()).orElseThrow());
      boolean isLarge = result.packet().length > one.packet().length + 512;
      return packet(isLarge ? new byte[0] : result.packet())
          + left(maps)
          + recordsHere(maps)
          + Samples.here(maps);
    } catch (VmFault fault) {
      return fault.getMessage();
    }
  }

  private static Program program(Case one) {
    Assembly assembly = Assembler.assemble(one.source());
    return assembly.program().orElseThrow(() -> new AssertionError(assembly.report()));
  }

  private static String records(List<KernelMap<?, ?>> maps) {
    StringBuilder text = new StringBuilder();
    for (KernelMap<?, ?> map : maps) {
      if (map.def().type() == MapType.RINGBUF) {
        try (RingBuffers ring = RingBuffers.open(Kernel.local())) {
          ring.add(map, record -> text.append(hex(record.copy()))).consume();
        }
      }
    }
    return text.toString();
  }

  private static String recordsHere(List<BpfMap<?, ?>> maps) {
    StringBuilder text = new StringBuilder();
    for (BpfMap<?, ?> map : maps) {
      if (((TypedMap<?, ?>) map).raw() instanceof RingBuffer ring) {
        ring.drain().forEach(record -> text.append(hex(record)));
      }
    }
    return text.toString();
  }

  private static String hex(byte[] record) {
    return "record " + HexFormat.of().formatHex(record) + "\n";
  }

  private static String packet(byte[] packet) {
    return "packet " + HexFormat.of().formatHex(packet) + "\n";
  }

  /** The notes, up to the last that is not zero, and what is in the maps. */
  private static String left(List<? extends BpfMap<?, ?>> maps) {
    StringBuilder text = new StringBuilder();
    for (BpfMap<?, ?> map : maps) {
      if (map.def().name().equals("out")) {
        text.append(notes((byte[]) map.toMap().get(0)));
      } else if (map.def().key().size() > 0 && !WITHOUT_KEYS.contains(map.def().type())) {
        text.append(content(map)).append('\n');
      }
    }
    return text.toString();
  }

  private static String content(BpfMap<?, ?> map) {
    Map<String, String> sorted = new TreeMap<>();
    map.toMap().forEach((key, value) -> sorted.put(text(key), text(value)));
    return sorted.toString();
  }

  /** Which CPU the kernel runs on is not told: values of all CPUs count as one set. */
  private static String text(Object object) {
    if (object instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return object instanceof List<?> all
        ? all.stream().map(Engines::text).sorted().toList().toString()
        : object.toString();
  }

  private static String notes(byte[] out) {
    StringBuilder text = new StringBuilder();
    int end = out.length;
    while (end > 0 && out[end - 1] == 0) {
      end--;
    }
    java.nio.ByteBuffer numbers =
        java.nio.ByteBuffer.wrap(out).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < end; i += 8) {
      text.append(i / 8).append(": ").append(Long.toHexString(numbers.getLong(i))).append('\n');
    }
    return text.toString();
  }
}
