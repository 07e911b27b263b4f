package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Tool;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class of an object, compiled with a program that uses it, which then runs. */
class SkeletonTest {
  private static final Path SOURCES = Path.of("src/test/resources/skeleton");

  @TempDir Path folder;

  private Path generated() {
    Path object = folder.resolve("event_counter.o");
    Path source = SOURCES.resolve("event_counter.c");
    Tool.named("clang-19").succeed("-g", "-O2", "-target", "bpf", "-c", source, "-o", object);
    CommandRun run =
        CommandRun.jbpf(
            "",
            "gen",
            "skeleton",
            object.toString(),
            "-o",
            folder.toString(),
            "--package",
            "counting");
    assertThat(run.code()).as(run.err()).isZero();
    return folder.resolve("EventCounter.java");
  }

  /** Without warnings: people compile it among their own. */
  private Path compiled(Path... sources) {
    Path classes = folder.resolve("classes");
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                messages,
                "-Xlint:all",
                "-Werror",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                sources[0].toString(),
                sources[1].toString());
    assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    return classes;
  }

  @Test
  @KernelTest
  void itsUserSeesMapsProgramsAndVariablesByTheirTypes() throws Exception {
    Path classes = compiled(generated(), SOURCES.resolve("UseEventCounter.java"));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Object user =
          loader.loadClass("counting.UseEventCounter").getDeclaredConstructor().newInstance();
      assertThat(((Callable<?>) user).call())
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
          .map(Object::toString)
          .containsExactly(
              "11",
              "6",
              "first",
              "Point[x=-1, y=-2]",
              "1",
              "7",
              "9",
              "-1",
              "5",
              "2",
              "100",
              "Point[x=-1, y=4]",
              Set.of("count_packet").toString());
    }
  }

  @Test
  void membersThatAreInNoRecordAreBytes() throws Exception {
    assertThat(Files.readString(generated()))
        .contains("public record Tight(@U8 int a, @Size(4) byte[] b)")
        .contains("Codec.record(PortKey.class), Codec.record(Stats.class)")
        .contains("KernelMap<Nothing, Nothing> events()");
  }

  /** They are as the kernel has them, and what the source says of records is a class of its own. */
  @Test
  void mapsOfEventsHaveNoValues() throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("tell.c"),
            """
            struct told { int first; long second; };
            struct { int (*type)[27]; int (*max_entries)[4096]; struct told *value; }
                told __attribute__((section(".maps"), used));
            struct { int (*type)[4]; } older __attribute__((section(".maps"), used));
            __attribute__((section("xdp"))) int pass(void *context) { return 2; }
            """);
    Path object = folder.resolve("tell.o");
    Tool.named("clang-19").succeed("-g", "-O2", "-target", "bpf", "-c", source, "-o", object);
    CommandRun run = CommandRun.jbpf("", "gen", "skeleton", object.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("KernelMap<Nothing, Nothing> told()")
        .contains("public record Told(int first, long second)")
        .contains("KernelMap<Long, Long> older()");
  }

  @Test
  void anObjectWithoutTypesHasBytes() throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("plain.s"),
            """
            .map class, type=hash, key=4, value=6, max_entries=1
            .section xdp
            new:
            r1 = class ll
            r0 = 2
            exit
            """);
    String object = folder.resolve("plain.o").toString();
    assertThat(CommandRun.jbpf("", "asm", source.toString(), "-o", object).err()).isEmpty();
    List<String> arguments = List.of("gen", "skeleton", object, "-o", folder.toString());
    CommandRun run = CommandRun.jbpf("", arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(Files.readString(folder.resolve("Plain.java")))
        .contains("KernelMap<Long, byte[]> class_()", "KernelProgram new_()");
    CommandRun named = CommandRun.jbpf("", "gen", "skeleton", object, "name", "port_counter");
    assertThat(named.err()).isEmpty();
    assertThat(named.out()).contains("public final class PortCounter ", "KernelProgram new_()");
    CommandRun wrong = CommandRun.jbpf("", "gen", "skeleton", object, "names", "x");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("'names'");
  }
}
