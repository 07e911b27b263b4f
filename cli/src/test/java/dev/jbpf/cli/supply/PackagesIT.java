package dev.jbpf.cli.supply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.testing.Requirements;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code mvn install} would install; runs when all of it is made, in the phase verify. */
class PackagesIT {
  /** What those who depend on a module get besides it, without versions. */
  private static final Map<String, Set<String>> BRINGS =
      Map.of(
          "asm", Set.of(),
          "verifier", Set.of("dev.jbpf:jbpf-asm"),
          "ir", Set.of("dev.jbpf:jbpf-asm"),
          "dsl", Set.of("dev.jbpf:jbpf-asm", "dev.jbpf:jbpf-ir", "dev.jbpf:jbpf-verifier"),
          "vm", Set.of("dev.jbpf:jbpf-asm", "org.ow2.asm:asm"),
          "runtime",
              Set.of(
                  "dev.jbpf:jbpf-asm",
                  "com.github.jnr:jnr-ffi",
                  "com.github.jnr:jffi",
                  "com.github.jnr:jnr-a64asm",
                  "com.github.jnr:jnr-x86asm",
                  "org.ow2.asm:asm",
                  "org.ow2.asm:asm-analysis",
                  "org.ow2.asm:asm-commons",
                  "org.ow2.asm:asm-tree",
                  "org.ow2.asm:asm-util"),
          "src-gen", Set.of("dev.jbpf:jbpf-asm", "com.palantir.javapoet:javapoet"));

  static List<Module> modules() throws IOException {
    return Module.all();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void eachModuleHasSourcesAndJavadoc(Module module) throws IOException {
    requireComplete(module);
    assertThat(module.files("-sources.jar")).hasSize(1);
    assertThat(module.files("-javadoc.jar")).hasSize(1);
  }

  /**
   * None that an earlier build has left: jars are made anew, and strip-jar does not make old ones
   * look current.
   */
  @ParameterizedTest
  @MethodSource("modules")
  void eachJarHasTheClassesThatAreBuiltNow(Module module) throws IOException {
    requireComplete(module);
    assertThat(classes(module.jar())).isEqualTo(classes(module.target().resolve("classes")));
    for (Path jar : module.files("-tests.jar")) {
      assertThat(classes(jar)).isEqualTo(classes(module.target().resolve("test-classes")));
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void eachJarHasTheLicense(Module module) throws IOException {
    requireComplete(module);
    for (Path jar : module.files(".jar")) {
      try (FileSystem entries = open(jar)) {
        for (String file : List.of("LICENSE", "NOTICE")) {
          assertThat(entries.getPath("/META-INF", file))
              .as("%s in %s", file, jar)
              .hasSameTextualContentAs(Module.ROOT.resolve(file));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void nothingInAJarDependsOnWhoBuildsItOrWhen(Module module) throws IOException {
    requireComplete(module);
    for (Path jar : module.files(".jar")) {
      try (FileSystem entries = open(jar);
          Stream<Path> files = Files.walk(entries.getPath("/")).skip(1)) {
        for (Path file : files.toList()) {
          String mode = Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--";
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as("%s in %s", file, jar)
              .isEqualTo(mode);
          assertThat(written(file)).as("%s in %s", file, jar).isEqualTo(timeOfBuild());
        }
      }
    }
  }

  @Test
  void modulesHaveNamesOfTheirOwn() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Module module : modules()) {
      requireComplete(module);
      ModuleFinder.of(module.jar()).findAll().stream()
          .map(found -> found.descriptor().name())
          .forEach(name -> assertThat(names.add(name)).as(name).isTrue());
    }
    assertThat(names).hasSameSizeAs(modules()).allMatch(name -> name.startsWith("dev.jbpf."));
  }

  @Test
  @DisplayName("asm and dsl are free of dependencies; the others bring what they need, no more")
  void librariesBringWhatTheyNeed() throws IOException {
    for (Module module : modules()) {
      requireComplete(module);
      if (BRINGS.containsKey(module.name())) {
        assertThat(sbom(module).stream().map(Artifact::name).collect(Collectors.toSet()))
            .as(module.name())
            .isEqualTo(BRINGS.get(module.name()));
      }
    }
  }

  @Test
  @DisplayName("R27: nothing that is delivered is in the range of an advisory")
  void nothingHasAKnownFault() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Module module : modules()) {
      requireComplete(module);
      for (Artifact artifact : sbom(module)) {
        Advisory.on(artifact).forEach(found -> faults.add(module + ": " + artifact + ": " + found));
      }
    }
    assertThat(faults).isEmpty();
  }

  private static List<Artifact> sbom(Module module) throws IOException {
    List<Path> files = module.files("-cyclonedx.json");
    Requirements.requirePeer(!files.isEmpty(), () -> module + " has no SBOM: built offline");
    return Artifact.ofSbom(files.get(0));
  }

  private static void requireComplete(Module module) throws IOException {
    boolean complete = module.isComplete();
    Requirements.requirePeer(complete, () -> module + " is not built: mvn verify builds all");
  }

  /** The names of the classes in a jar or folder, and their sizes. */
  private static Map<String, Long> classes(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return classesBelow(place);
    }
    try (FileSystem entries = open(place)) {
      return classesBelow(entries.getPath("/"));
    }
  }

  private static Map<String, Long> classesBelow(Path folder) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(found -> found.toString().endsWith(".class")).toList()) {
        // The jar tool adds a module's packages and version to what the compiler wrote of it.
        boolean isDescriptor = file.endsWith("module-info.class");
        sizes.put(folder.relativize(file).toString(), isDescriptor ? 0 : Files.size(file));
      }
    }
    return sizes;
  }

  private static FileSystem open(Path jar) throws IOException {
    return FileSystems.newFileSystem(
        URI.create("jar:" + jar.toUri()), Map.of("enablePosixFileAttributes", "true"));
  }

  /** The time of an entry, which jars keep without a zone. */
  private static LocalDateTime written(Path file) throws IOException {
    return LocalDateTime.ofInstant(
        Files.getLastModifiedTime(file).toInstant(), ZoneId.systemDefault());
  }

  private static LocalDateTime timeOfBuild() throws IOException {
    Matcher match =
        Pattern.compile("<project.build.outputTimestamp>(.+?)<")
            .matcher(Files.readString(Module.ROOT.resolve("pom.xml")));
    assertThat(match.find()).isTrue();
    return LocalDateTime.ofInstant(Instant.parse(match.group(1)), ZoneOffset.UTC);
  }
}
