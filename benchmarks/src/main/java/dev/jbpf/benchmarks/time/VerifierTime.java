package dev.jbpf.benchmarks.time;

import com.sun.management.ThreadMXBean;
import dev.jbpf.classes.ClassCompiler;
import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.OpenMap;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.ServiceLoader;

/**
 * The verifier beside the kernel's, in turn with it: CPU time of the thread for a verdict, and for
 * {@code PROG_LOAD} of the same instructions without types, which compiles them, too; each the best
 * of the rounds. Arguments are objects, and classes whose methods are programs: those over 100 slots
 * are rows, and behind them others that are long or that loop.
 */
public final class VerifierTime {
  private static final ThreadMXBean CLOCK = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final KernelVersion KERNEL = KernelVersion.parse(System.getProperty("os.version"));
  private static final Verifier VERIFIER = Verifier.of(KERNEL);
  private static final ClassCompiler CLASSES =
      ServiceLoader.load(ClassCompiler.class).findFirst().orElseThrow();
  private static final int LONG = 100;
  private static final int ROUNDS = 15;

  /** What a round takes, about, in nanoseconds. */
  private static final long ROUND = 20_000_000;

  private static final int WARM_UP = 40;

  private static volatile Object sink = "";

  private double logarithms;
  private double worst;
  private int rows;

  private VerifierTime() {}

  /** Measures the programs of the objects that are named. */
  public static void main(String[] arguments) throws IOException, ClassNotFoundException {
    VerifierTime time = new VerifierTime();
    System.out.println("| program | slots | kernel | verifier | ratio | allocated |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    for (String argument : arguments) {
      if (argument.endsWith(".o")) {
        Path file = Path.of(argument);
        time.measure(file.getFileName().toString(), Files.readAllBytes(file));
      } else {
        Class<?> type = Class.forName(argument);
        time.measure(type.getSimpleName(), CLASSES.compile(type, MethodHandles.lookup()));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %d programs, geometric mean | | | | %.2f, worst %.2f | |%n",
        time.rows,
        Math.exp(time.logarithms / time.rows),
        time.worst);
    for (Map.Entry<String, Subject> shape : VerifierShapes.all().entrySet()) {
      Subject subject = shape.getValue();
      new VerifierTime()
          .measure(
              shape.getKey(), subject, ProgramSpec.of("shape", subject.type(), subject.program()));
    }
  }

  private void measure(String name, byte[] bytes) {
    for (ObjectProgram program : BpfObjectFile.read(bytes).programs()) {
      OpenObject open = BpfObject.open(name, bytes).only(program.name());
      LinkedProgram linked = program.link();
      if (linked.program().size() > LONG && program.kind().isPresent()) {
        measure(open, linked, program.kind().get());
      }
    }
  }

  private void measure(OpenObject open, LinkedProgram linked, ProgramSection section) {
    open.maps().forEach(OpenMap::unpinned);
    try (BpfObject loaded = open.load()) {
      String name = open.name() + " " + String.join("", loaded.programs().keySet());
      measure(name, open.contents(), linked, section, loaded.maps());
    } catch (SyscallException refused) {
      System.out.println("| " + open.name() + " | refused | | | | |");
    }
  }

  private void measure(
      String name,
      BpfObjectFile contents,
      LinkedProgram linked,
      ProgramSection section,
      Map<String, KernelMap<?, ?>> maps) {
    // Without types, which the kernel would read each time.
    Program bare = plain(linked.program(), maps);
    Subject subject = Subjects.of(contents, linked, section).withFunctionTypes(false);
    ProgramSpec spec = ProgramSpec.of("row", section.type(), bare);
    measure(name, subject, section.attachType().map(spec::withAttachType).orElse(spec));
  }

  /** {@return the same instructions with descriptors in place of names, and without lines} */
  private static Program plain(Program program, Map<String, KernelMap<?, ?>> maps) {
    Program filled = program.withMaps(name -> descriptor(maps.get(name)));
    return Program.decode(filled.toBytes(ByteOrder.LITTLE_ENDIAN), ByteOrder.LITTLE_ENDIAN);
  }

  private static int descriptor(KernelMap<?, ?> map) {
    int descriptor = map.descriptor().acquire();
    map.descriptor().release();
    return descriptor;
  }

  private void measure(String name, Subject subject, ProgramSpec spec) {
    Verdict verdict = VERIFIER.verify(subject);
    OptionalDouble once = kernel(spec, 1);
    if (once.isEmpty() || !(verdict instanceof Verdict.Accepted)) {
      System.out.printf(
          "| %s | %d | %s | %s | | |%n",
          name,
          subject.program().size(),
          once.isEmpty() ? "refuses" : "takes",
          verdict.getClass().getSimpleName());
      return;
    }
    int count = (int) Math.max(1, ROUND / Math.max(1, once.getAsDouble()));
    for (int i = 0; i < WARM_UP; i++) {
      ours(subject, count);
    }
    double ours = Double.MAX_VALUE;
    double theirs = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      ours = Math.min(ours, ours(subject, count));
      theirs = Math.min(theirs, kernel(spec, count).orElseThrow());
    }
    print(name, subject, ours, theirs);
  }

  private static double ours(Subject subject, int count) {
    long start = CLOCK.getCurrentThreadCpuTime();
    for (int i = 0; i < count; i++) {
      sink = VERIFIER.verify(subject);
    }
    return (double) (CLOCK.getCurrentThreadCpuTime() - start) / count;
  }

  /** {@return nanoseconds that a load takes; empty if the kernel refuses} */
  private static OptionalDouble kernel(ProgramSpec spec, int count) {
    long spent = 0;
    try {
      for (int i = 0; i < count; i++) {
        long start = CLOCK.getCurrentThreadCpuTime();
        KernelProgram loaded = Bpf.load(spec);
        spent += CLOCK.getCurrentThreadCpuTime() - start;
        loaded.close();
      }
      return OptionalDouble.of((double) spent / count);
    } catch (SyscallException refused) {
      return OptionalDouble.empty();
    }
  }

  private void print(String name, Subject subject, double ours, double theirs) {
    long before = CLOCK.getCurrentThreadAllocatedBytes();
    sink = VERIFIER.verify(subject);
    long allocated = CLOCK.getCurrentThreadAllocatedBytes() - before;
    double ratio = ours / theirs;
    logarithms += Math.log(ratio);
    worst = Math.max(worst, ratio);
    rows++;
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %,.1f µs | %,.1f µs | %.2f | %,d KB |%n",
        name,
        subject.program().size(),
        theirs / 1e3,
        ours / 1e3,
        ratio,
        allocated / 1000);
  }
}
