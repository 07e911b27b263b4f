package dev.jbpf.testkit.injected;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The fast tests, run one class after the other in a JVM that has a class of the machine faulty.
 */
final class Suite {
  private static final int SECONDS = 600;

  private static final List<String> ENGINES =
      List.of(
          "vm.exec.PairsTest",
          "vm.ConformanceTest",
          "vm.TraceTest",
          "vm.debug.DebuggerTest",
          "vm.VerifierSuiteTest",
          "vm.IndirectJumpTest",
          "vm.KernelSuiteTest",
          "testkit.KernelAgreementTest",
          "testkit.CoverageTest");

  private static final List<String> HELPERS =
      List.of(
          "vm.HelpersTest",
          "vm.MapsTest",
          "vm.AsInKernelTest",
          "vm.SpinLockTest",
          "vm.TracedWorldTest",
          "vm.WorldTest",
          "vm.OwnedObjectsTest",
          "testkit.called.VisitAgreementTest",
          "testkit.called.OperationAgreementTest",
          "testkit.called.TraceAgreementTest",
          "testkit.KfuncAgreementTest",
          "testkit.HelperAgreementTest",
          "testkit.PrintAgreementTest",
          "testkit.TextAgreementTest",
          "testkit.SentElsewhereTest",
          "testkit.MapAgreementTest",
          "testkit.MapCreationTest",
          "testkit.sweep.SweepTest");

  private static final List<String> INPUTS =
      List.of(
          "vm.context.PcapTest",
          "vm.context.RegistersTest",
          "testkit.ContextsTest",
          "testkit.FlowDissectorTest",
          "vm.AsInKernelTest",
          "vm.WorldTest",
          "vm.HelpersTest",
          "testkit.called.TraceAgreementTest",
          "testkit.sweep.SweepTest");

  /** By the first part of a class's name: those that may find its faults. */
  private static final Map<String, List<String>> CANDIDATES =
      Map.of(
          "exec", ENGINES,
          "jit", ENGINES,
          "helper", HELPERS,
          "map", HELPERS,
          "memory", HELPERS,
          "world", HELPERS,
          "context", INPUTS,
          "place", INPUTS,
          "coverage", List.of("testkit.CoverageTest", "vm.CoverageProperties"),
          "packet", List.of("vm.packet.BuiltPacketTest", "testkit.FailureTextTest"));

  private Suite() {}

  /**
   * Finds for the faults of a file the tests that notice them, and prints a line each: for when the
   * list needs new ones.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      Fault fault = Fault.parse(line);
      Path folder = Files.createTempDirectory("fault");
      String found = "nobody";
      for (String test : CANDIDATES.get(fault.type().split("\\.")[0])) {
        if (run(fault, test, folder) != Verdict.UNNOTICED) {
          found = test;
          break;
        }
      }
      System.out.println(fault + " " + found);
    }
  }

  /** {@return what {@code test} says of {@code fault}} */
  static Verdict run(Fault fault, String test, Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve(fault.file());
    Files.createDirectories(file.getParent());
    Files.write(file, FaultyClass.with(fault));
    return run(test, folder);
  }

  /**
   * {@return what a test says where the classes in {@code folder} come first}
   *
   * @param test its name inside of {@code dev.jbpf}, of which the first part is its module
   */
  static Verdict run(String test, Path folder) throws IOException, InterruptedException {
    String module = test.startsWith("vm.") ? "../vm" : ".";
    return run(module, List.of("dev.jbpf." + test), folder);
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
