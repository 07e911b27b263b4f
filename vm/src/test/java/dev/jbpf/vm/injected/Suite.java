package dev.jbpf.vm.injected;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The fast tests that look at a class of the machine, run in a JVM that has it faulty. */
final class Suite {
  private static final int SECONDS = 120;
  private static final String PACKAGE = "dev.jbpf.vm.";

  private static final List<String> ENGINES =
      List.of("ConformanceTest", "exec.PairsTest", "TraceTest", "VerifierSuiteTest", "MapsTest");

  /** By the first part of a class's name; those that find most, first. */
  private static final Map<String, List<String>> TESTS =
      Map.of(
          "exec", ENGINES,
          "jit", ENGINES,
          "helper", List.of("HelpersTest", "MapsTest", "AsInKernelTest", "SpinLockTest"),
          "map", List.of("MapsTest", "AsInKernelTest", "HelpersTest", "SpinLockTest"),
          "memory", List.of("MapsTest", "AsInKernelTest", "HelpersTest", "ConformanceTest"),
          "place", List.of("AsInKernelTest", "HelpersTest", "PacketFilterTest"),
          "packet", List.of("packet.BuiltPacketTest"));

  private Suite() {}

  static List<String> rooms() {
    return TESTS.keySet().stream().sorted().toList();
  }

  static List<String> tests(String room) {
    return TESTS.get(room).stream().map(name -> PACKAGE + name).toList();
  }

  /** {@return what the tests say of {@code fault}} */
  static Verdict run(Fault fault, Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve(fault.file());
    Files.createDirectories(file.getParent());
    Files.write(file, FaultyClass.with(fault));
    return run(tests(fault.type().split("\\.")[0]), folder);
  }

  /** {@return what {@code tests} say where the classes in {@code folder} come first} */
  static Verdict run(List<String> tests, Path folder) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djbpf.vectors=" + System.getProperty("jbpf.vectors", "../../shared/vectors"),
                "-cp",
                folder + File.pathSeparator + System.getProperty("java.class.path"),
                SuiteMain.class.getName()));
    command.addAll(tests);
    Process run =
        new ProcessBuilder(command)
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
