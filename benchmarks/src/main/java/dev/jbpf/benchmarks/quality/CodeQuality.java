package dev.jbpf.benchmarks.quality;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.methods.DispatchMethods;
import dev.jbpf.examples.methods.ExecsnoopMethod;
import dev.jbpf.examples.methods.FirewallMethod;
import dev.jbpf.examples.methods.MallocsMethod;
import dev.jbpf.examples.methods.PortsMethod;
import dev.jbpf.examples.methods.RateLimitMethods;
import dev.jbpf.examples.methods.RedirectMethod;
import dev.jbpf.examples.values.dispatch.DispatchPrograms;
import dev.jbpf.examples.values.execsnoop.ExecProgram;
import dev.jbpf.examples.values.firewall.FirewallProgram;
import dev.jbpf.examples.values.mallocs.MallocProgram;
import dev.jbpf.examples.values.ports.PortsProgram;
import dev.jbpf.examples.values.ratelimit.RateLimitPrograms;
import dev.jbpf.examples.values.redirect.RedirectProgram;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.vm.LoadedProgram;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.context.Registers;
import dev.jbpf.vm.context.TraceRecord;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Programs of the value tier, the examples among them, beside the same programs in C, by clang-19
 * {@code -O2}: how many instructions they have, and how many of them one run takes. The argument is
 * the folder of the C programs, {@code c/quality}. Fails where the geometric mean is above 1.10, or
 * one program above 1.3. With {@code methods} behind it: the same programs as Java methods, which
 * may take 1.15 in the mean.
 */
public final class CodeQuality {
  private static final double MOST_MEAN = 1.10;
  private static final double MOST_MEAN_OF_METHODS = 1.15;
  private static final double MOST = 1.3;

  private CodeQuality() {}

  /** Finds maps by their definition. */
  private interface Maps {
    <K, V> BpfMap<K, V> of(MapDef<K, V> map);
  }

  /** A program, what it runs on, and what is in its maps before. */
  private record Case(String name, VmObject object, Context context, Consumer<Maps> setUp) {
    Case(ProgramDef program, Context context, Consumer<Maps> setUp) {
      this(program.name(), VmObject.of(program), context, setUp);
    }

    Case(ProgramDef program, Context context) {
      this(program, context, maps -> {});
    }

    /** The same program as a method of {@code type}. */
    Case as(Class<?> type) {
      BpfObjectFile file = MethodCompiler.compile(type, name).object();
      return new Case(name, VmObject.load(file, VmOptions.DEFAULT), context, setUp);
    }
  }

  /** The numbers of one program. */
  private record Row(int size, int steps) {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    System.out.println("| program | instructions | clang | ratio | executed | clang | ratio |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
    double sizes = 0;
    double steps = 0;
    double worst = 0;
    boolean isOfMethods = arguments.length > 1;
    List<Case> cases = isOfMethods ? methods() : cases();
    for (Case each : cases) {
      Row ours = ours(each);
      Row theirs = theirs(each, folder);
      System.out.printf(
          "| %s | %d | %d | %.2f | %d | %d | %.2f |%n",
          each.name(),
          ours.size(),
          theirs.size(),
          ratio(ours.size(), theirs.size()),
          ours.steps(),
          theirs.steps(),
          ratio(ours.steps(), theirs.steps()));
      worst = Math.max(worst, ratio(ours.size(), theirs.size()));
      worst = Math.max(worst, ratio(ours.steps(), theirs.steps()));
      sizes += Math.log(ratio(ours.size(), theirs.size()));
      steps += Math.log(ratio(ours.steps(), theirs.steps()));
    }
    double meanSize = Math.exp(sizes / cases.size());
    double meanSteps = Math.exp(steps / cases.size());
    System.out.printf("| geometric mean | | | %.2f | | | %.2f |%n", meanSize, meanSteps);
    double most = isOfMethods ? MOST_MEAN_OF_METHODS : MOST_MEAN;
    if (meanSize > most || meanSteps > most || !isOfMethods && worst > MOST) {
      System.exit(1);
    }
  }

  private static double ratio(int ours, int theirs) {
    return (double) ours / theirs;
  }

  private static List<Case> cases() throws UnknownHostException {
    Inet4Address network = (Inet4Address) InetAddress.getByName("192.0.2.0");
    byte[] endpoint = new byte[72];
    System.arraycopy(network.getAddress(), 0, endpoint, 4, 4);
    RedirectProgram.Endpoint asked = new RedirectProgram.Endpoint(network, 0, 0);
    return List.of(
        new Case(
            FirewallProgram.define(),
            packet(FirewallProgram.define()),
            maps ->
                maps.of(FirewallProgram.BLOCKED)
                    .update(new FirewallProgram.Prefix(24, network), 0L)),
        new Case(PortsProgram.define(), packet(PortsProgram.define())),
        new Case(ExecProgram.define(), new TraceRecord(new byte[64])),
        new Case(DispatchPrograms.dispatch(), packet(DispatchPrograms.dispatch())),
        new Case(
            RedirectProgram.define(),
            Context.of(endpoint),
            maps -> maps.of(RedirectProgram.INSTEAD).update(asked, asked)),
        new Case(MallocProgram.define(), Registers.call(100)),
        new Case(RateLimitPrograms.locked(), packet(RateLimitPrograms.locked())),
        new Case(RateLimitPrograms.compared(), packet(RateLimitPrograms.compared())),
        new Case(QualityPrograms.checksum(), packet(QualityPrograms.checksum())),
        new Case(QualityPrograms.flows(), packet6(QualityPrograms.flows())),
        new Case(
            QualityPrograms.latency(),
            new TraceRecord(new byte[64]),
            maps -> maps.of(QualityPrograms.STARTS).update(thread(), 1L)),
        new Case(QualityPrograms.octets(), packet(QualityPrograms.octets())));
  }

  private static List<Case> methods() throws UnknownHostException {
    List<Class<?>> types =
        List.of(
            FirewallMethod.class,
            PortsMethod.class,
            ExecsnoopMethod.class,
            DispatchMethods.class,
            RedirectMethod.class,
            MallocsMethod.class,
            RateLimitMethods.class,
            RateLimitMethods.class,
            QualityMethods.class,
            QualityMethods.class,
            QualityMethods.class,
            QualityMethods.class);
    List<Case> values = cases();
    List<Case> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      all.add(values.get(i).as(types.get(i)));
    }
    return all;
  }

  /** {@return a segment from 192.0.2.7 that opens a connection} */
  private static Context packet(ProgramDef program) {
    byte[] bytes = new byte[74];
    bytes[12] = 8;
    bytes[14] = 0x45;
    bytes[23] = 6;
    System.arraycopy(new byte[] {(byte) 192, 0, 2, 7}, 0, bytes, 26, 4);
    bytes[47] = 2;
    return Contexts.of(program.kind().type(), bytes).orElseThrow();
  }

  /** {@return a segment over IPv6 with one extension header} */
  private static Context packet6(ProgramDef program) {
    byte[] bytes = new byte[90];
    bytes[12] = (byte) 0x86;
    bytes[13] = (byte) 0xdd;
    bytes[14] = 0x60;
    bytes[20] = 60;
    bytes[54] = 6;
    return Contexts.of(program.kind().type(), bytes).orElseThrow();
  }

  /** {@return the thread that programs of the VM see} */
  private static long thread() {
    return Vm.create(VmOptions.DEFAULT).environment().task().pid();
  }

  private static Row ours(Case each) {
    return row(each, each.object());
  }

  private static Row row(Case each, VmObject loaded) {
    each.setUp()
        .accept(
            new Maps() {
              @Override
              public <K, V> BpfMap<K, V> of(MapDef<K, V> map) {
                return loaded.map(map);
              }
            });
    return row(loaded.program(each.name()), each.context());
  }

  private static Row theirs(Case each, Path folder) throws IOException, InterruptedException {
    String name = each.name();
    Path object = Files.createTempFile(name, ".o");
    try {
      compile(folder.resolve(name + ".bpf.c"), object);
      return row(
          each, VmObject.load(BpfObjectFile.read(Files.readAllBytes(object)), VmOptions.DEFAULT));
    } finally {
      Files.delete(object);
    }
  }

  private static void compile(Path source, Path object) throws IOException, InterruptedException {
    String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    Process clang =
        new ProcessBuilder(
                "clang-19",
                "-O2",
                "-g",
                "-target",
                "bpf",
                "-mcpu=v3",
                "-I/usr/include/" + machine + "-linux-gnu",
                "-c",
                source.toString(),
                "-o",
                object.toString())
            .inheritIO()
            .start();
    if (clang.waitFor() != 0) {
      throw new IllegalStateException("clang-19 did not compile " + source);
    }
  }

  private static Row row(LoadedProgram program, Context context) {
    Stepper stepper = program.step(context);
    int steps = 0;
    while (!stepper.isDone()) {
      stepper.step();
      steps++;
    }
    return new Row(program.program().size(), steps);
  }
}
