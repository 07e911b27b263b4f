package dev.jbpf.cli.supply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.testing.Requirements;
import dev.jbpf.testing.Tool;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The libraries as modules of a user's project; runs when all jars are made, in the phase verify.
 */
class ModulesIT {
  private static final Set<String> LIBRARIES =
      Set.of("asm", "verifier", "ir", "dsl", "vm", "runtime", "testkit");
  private static final Path USER =
      Path.of("src", "test", "resources", "dev", "jbpf", "cli", "supply", "user");

  @TempDir Path folder;

  /**
   * What comes in a package: the modules' own jars, what they need, and what the test kit needs.
   */
  private static String modulePath() throws IOException {
    Set<Path> jars = new TreeSet<>();
    for (Module module : Module.all()) {
      if (LIBRARIES.contains(module.name())) {
        Requirements.requirePeer(module.isComplete(), () -> module + " is not built: mvn verify");
        jars.add(module.jar());
      }
    }
    try (Stream<Path> libraries = Files.list(Path.of("target", "lib"))) {
      libraries
          .map(Path::toAbsolutePath)
          .filter(jar -> jar.getFileName().toString().matches("(asm|jffi|jnr)-.*"))
          .forEach(jars::add);
    }
    for (Class<?> type :
        List.of(
            Test.class,
            ParameterizedTest.class,
            Assertions.class,
            org.opentest4j.TestAbortedException.class,
            org.junit.platform.commons.JUnitException.class,
            org.apiguardian.api.API.class)) {
      jars.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()));
    }
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private record Compilation(int exit, String messages) {}

  private Compilation compile(Path... sources) throws IOException {
    StringWriter messages = new StringWriter();
    PrintWriter writer = new PrintWriter(messages);
    List<String> arguments =
        Stream.of(
                Stream.of("--release", "17", "-proc:none", "-Xlint:all", "-Werror"),
                // Else the class path is that of this test, with all that is inside.
                Stream.of("--class-path", folder.toString()),
                Stream.of("--module-path", modulePath(), "-d", folder.toString()))
            .flatMap(each -> each)
            .collect(Collectors.toList());
    Stream.of(sources).map(Path::toString).forEach(arguments::add);
    int exit =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    return new Compilation(exit, messages.toString());
  }

  @Test
  void aModuleOfAUserCompilesWithoutAWarningAndRuns() throws IOException {
    assertThat(compile(USER.resolve("module-info.java"), USER.resolve("user/Main.java")))
        .isEqualTo(new Compilation(0, ""));
    String path = folder + File.pathSeparator + modulePath();
    Tool java = Tool.at(Path.of(System.getProperty("java.home"), "bin", "java"));
    String output =
        java.succeed(
            "--enable-native-access=org.jnrproject.jffi", "-p", path, "-m", "user/user.Main");
    assertThat(output.lines().filter(line -> !line.startsWith("KERNEL")))
        .containsExactly("INTERPRETER 42", "JIT 42", "TIERED 42");
    assertThat(output.lines().filter(line -> line.startsWith("KERNEL")))
        .allMatch("KERNEL 42"::equals);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.jbpf.internal.ByteSink",
        "dev.jbpf.vm.exec.EngineState",
        "dev.jbpf.vm.jit.JitProgram",
        "dev.jbpf.vm.memory.RunMemory",
        "dev.jbpf.runtime.sys.Syscall"
      })
  void whatIsInsideStaysInside(String type) throws IOException {
    Path source = folder.resolve("Reaches.java");
    Files.writeString(source, "package user;\nclass Reaches { " + type + " inside; }\n");
    Compilation compilation = compile(USER.resolve("module-info.java"), source);
    assertThat(compilation.exit()).isEqualTo(1);
    assertThat(compilation.messages())
        .contains("declared in module dev.jbpf.")
        .contains("does not export it");
  }

  @Test
  void modulesOfLibrariesDescribeThemselves() throws IOException {
    for (Module module : Module.all()) {
      if (LIBRARIES.contains(module.name())) {
        Requirements.requirePeer(module.isComplete(), () -> module + " is not built: mvn verify");
        ModuleDescriptor descriptor =
            ModuleFinder.of(module.jar()).findAll().iterator().next().descriptor();
        assertThat(descriptor.isAutomatic()).as(module.name()).isFalse();
        assertThat(descriptor.name()).isEqualTo("dev.jbpf." + module.name());
      }
    }
  }
}
