package dev.jbpf.testkit.injected;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The fast tests that look at a class of the machine, run in a JVM that has it faulty. */
final class Suite {
  private static final int SECONDS = 600;
  private static final String VM = "dev.jbpf.vm.";
  private static final String KIT = "dev.jbpf.testkit.";

  private static final List<String> ENGINES =
      List.of(
          "exec.PairsTest",
          "ConformanceTest",
          "TraceTest",
          "debug.DebuggerTest",
          "VerifierSuiteTest",
          "IndirectJumpTest",
          "KernelSuiteTest");

  /** By the first part of a class's name: the machine's own tests, those that find most first. */
  private static final Map<String, List<String>> OWN =
      Map.of(
          "exec", ENGINES,
          "jit", ENGINES,
          "helper", List.of("HelpersTest", "MapsTest", "AsInKernelTest", "SpinLockTest"),
          "map", List.of("MapsTest", "AsInKernelTest", "HelpersTest", "SpinLockTest"),
          "memory", List.of("MapsTest", "AsInKernelTest", "HelpersTest", "ConformanceTest"),
          "packet", List.of("packet.BuiltPacketTest"));

  private static final List<String> AGREEMENT =
      List.of(
          "HelperAgreementTest",
          "PrintAgreementTest",
          "TextAgreementTest",
          "SentElsewhereTest",
          "sweep.SweepTest");

  /** The same, of the kit: these compare with the kernel, where it is. */
  private static final Map<String, List<String>> KITS =
      Map.of(
          "exec", List.of("KernelAgreementTest"),
          "jit", List.of("KernelAgreementTest"),
          "helper", AGREEMENT,
          "map", List.of("MapAgreementTest", "MapCreationTest", "sweep.SweepTest"),
          "memory", AGREEMENT,
          "packet", List.of("FailureTextTest"));

  private Suite() {}

  /** Tries the faults of a file, and prints a line each: for when the list needs new ones. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      Fault fault = Fault.parse(line);
      System.out.println(run(fault, Files.createTempDirectory("fault")) + " " + fault);
    }
  }

  static Set<String> rooms() {
    return OWN.keySet();
  }

  /** {@return what the tests say of {@code fault}} */
  static Verdict run(Fault fault, Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve(fault.file());
    Files.createDirectories(file.getParent());
    Files.write(file, FaultyClass.with(fault));
    return run(fault.type().split("\\.")[0], folder);
  }

  /** {@return what the tests of a room say where the classes in {@code folder} come first} */
  static Verdict run(String room, Path folder) throws IOException, InterruptedException {
    Verdict own = run("../vm", named(VM, OWN.get(room)), folder);
    return own == Verdict.UNNOTICED ? run(".", named(KIT, KITS.get(room)), folder) : own;
  }

  private static List<String> named(String prefix, List<String> names) {
    return names.stream().map(name -> prefix + name).toList();
  }

  /** Tests have their files in the folder of their module. */
  private static Verdict run(String module, List<String> tests, Path folder)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djbpf.vectors=" + System.getProperty("jbpf.vectors", "../../shared/vectors"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(
                    File.pathSeparator,
                    folder.toString(),
                    System.getProperty("java.class.path"),
                    Path.of("../vm/target/test-classes").toAbsolutePath().toString()),
                SuiteMain.class.getName()));
    command.addAll(tests);
    Process run =
        new ProcessBuilder(command)
            .directory(new File(module))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    if (!run.waitFor(SECONDS, TimeUnit.SECONDS)) {
      run.destroyForcibly().waitFor();
      return Verdict.HANGS;
    }
    return switch (run.exitValue()) {
      case 0 -> Verdict.UNNOTICED;
      case 3 -> throw new IllegalStateException(Files.readString(folder.resolve("out")));
      default -> Verdict.FOUND;
    };
  }
}
