package dev.jbpf.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.classes.ClassObjects;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileMojoTest {
  private static final String RIGHT =
      """
      package org.acme;

      import dev.jbpf.map.Codec;
      import dev.jbpf.map.MapDef;
      import dev.jbpf.methods.BpfProgram;
      import dev.jbpf.methods.context.XdpContext;

      final class Right {
        static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 2);

        @BpfProgram("xdp")
        static int pass(XdpContext context) {
          return Limits.DEFAULT;
        }
      }

      final class Limits {
        static final int DEFAULT = Integer.parseInt("2");
      }
      """;

  private static final String WRONG =
      """
      package org.acme;

      import dev.jbpf.methods.BpfProgram;
      import dev.jbpf.methods.context.XdpContext;

      final class Wrong {
        @BpfProgram("xdp")
        static int half(XdpContext context) {
          double half = 0.5 * context.packet().length();
          return (int) half;
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void theObjectLiesBesideItsClass() throws Exception {
    compile("Right", RIGHT);
    Notes log = run();
    assertThat(log.errors()).isEmpty();
    byte[] object = Files.readAllBytes(folder.resolve("classes/org/acme/Right.bpf.o"));
    assertThat(BpfObjectFile.read(object).programs())
        .extracting(ObjectProgram::name)
        .containsExactly("pass");
    assertThat(folder.resolve("classes/org/acme/Limits.bpf.o")).doesNotExist();
  }

  @Test
  void whatCannotBeAProgramFailsTheBuildAtItsLine() throws Exception {
    compile("Right", RIGHT);
    compile("Wrong", WRONG);
    Path old = Files.writeString(folder.resolve("classes/org/acme/Wrong.bpf.o"), "of before");
    Notes log = new Notes();
    CompileMojo mojo = mojo();
    mojo.setLog(log);
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("org.acme.Wrong");
    Path source = folder.resolve("src/org/acme/Wrong.java");
    assertThat(log.errors().get(0)).startsWith(source + ":[9] error[floating-point]: ");
    assertThat(old).doesNotExist();
    assertThat(folder.resolve("classes/org/acme/Right.bpf.o")).exists();
  }

  private static final String COUNTING =
      """
      package org.acme;

      import dev.jbpf.map.Codec;
      import dev.jbpf.map.MapDef;
      import dev.jbpf.methods.BpfProgram;
      import dev.jbpf.methods.context.XdpContext;
      import dev.jbpf.methods.map.Table;

      final class NAME {
        static final Table<Integer, Long> SEEN =
            Table.of(MapDef.array("seen", Codec.U64, 2));
        static int limit = LIMIT;

        @BpfProgram("xdp")
        static int PROGRAM(XdpContext context) {
          SEEN.increment(0);
          return limit * 10 + ++limit;
        }
      }
      """;

  private void counting(String name, String program, int limit) throws IOException {
    String limited = COUNTING.replace("LIMIT", String.valueOf(limit));
    compile(name, limited.replace("NAME", name).replace("PROGRAM", program));
  }

  /** Maps of one name are one, fields of one name two; what is loaded finds what was packed. */
  @Test
  void classesThatAreLoadedTogetherArePackedTogether() throws Exception {
    counting("Second", "second", 7);
    counting("First", "first", 3);
    CompileMojo mojo = mojo(List.of("org.acme.Second, org.acme.First"));
    mojo.setLog(new Notes());
    mojo.execute();
    Path packed = folder.resolve("classes/org/acme/First+Second.bpf.o");
    assertThat(packed.resolveSibling("First.bpf.o")).exists();
    BpfObjectFile object = BpfObjectFile.read(Files.readAllBytes(packed));
    assertThat(object.programs())
        .extracting(ObjectProgram::name)
        .containsExactly("first", "second");
    assertThat(object.maps()).hasSize(1);
    VmObject loaded = VmObject.load(object, VmOptions.DEFAULT);
    assertThat(run(loaded, "first")).isEqualTo(34);
    assertThat(run(loaded, "first")).isEqualTo(45);
    assertThat(run(loaded, "second")).isEqualTo(78);
    assertThat(loaded.variable("limit", Codec.S32).get()).isEqualTo(5);
    assertThat(loaded.variable("Second_limit", Codec.S32).get()).isEqualTo(8);
    assertThat(loaded.map("seen", Codec.INDEX, Codec.U64).lookup(0)).hasValue(3L);
    isFoundByItsClasses(packed);
  }

  private static long run(VmObject object, String program) {
    return object.program(program).run(Contexts.of(ProgramType.XDP, new byte[64]).orElseThrow());
  }

  private void isFoundByItsClasses(Path packed) throws Exception {
    URL[] urls = {folder.resolve("classes").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls)) {
      Class<?> first = loader.loadClass("org.acme.First");
      Class<?> second = loader.loadClass("org.acme.Second");
      byte[] marked = Files.readAllBytes(packed.resolveSibling("First.bpf.o"));
      Files.write(packed, marked);
      assertThat(ClassObjects.of(List.of(second, first)).programs()).hasSize(1);
    }
  }

  @Test
  void whatCannotBeOneObjectFailsTheBuild() throws Exception {
    counting("First", "same", 3);
    counting("Second", "same", 7);
    Notes log = new Notes();
    CompileMojo mojo = mojo(List.of("org.acme.First, org.acme.Second"));
    mojo.setLog(log);
    assertThatThrownBy(mojo::execute).hasMessageContaining("org.acme.First, org.acme.Second");
    assertThat(log.errors().get(0)).contains("error[name-taken]: the program same");
  }

  @Test
  void aProjectWithoutClassesHasNothingToCompile() throws Exception {
    assertThat(run().errors()).isEmpty();
  }

  private Notes run() throws Exception {
    Notes log = new Notes();
    CompileMojo mojo = mojo();
    mojo.setLog(log);
    mojo.execute();
    return log;
  }

  private CompileMojo mojo() {
    return mojo(List.of());
  }

  private CompileMojo mojo(List<String> together) {
    return new CompileMojo(folder.resolve("classes"), List.of(folder.resolve("src")), together);
  }

  private void compile(String name, String text) throws IOException {
    Path source = folder.resolve("src/org/acme/" + name + ".java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, text);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    String classPath = System.getProperty("java.class.path");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "-g",
                    "-proc:none",
                    "-cp",
                    classPath,
                    "-d",
                    classes.toString(),
                    source.toString()))
        .isZero();
  }
}
