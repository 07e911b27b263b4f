package dev.jbpf.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import java.io.IOException;
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
    return new CompileMojo(folder.resolve("classes"), List.of(folder.resolve("src")));
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
