package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cli.asm.JavaClass;
import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.testing.Vectors;
import dev.jbpf.text.Assembler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code -f java} writes is compiled, run, and gives the program back. */
class JavaClassTest {
  @TempDir Path folder;

  private Program compiled(Program program) throws IOException, ReflectiveOperationException {
    Path source = folder.resolve("Written.java");
    Files.write(source, JavaClass.of("written", program));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-d", folder.toString(), "-proc:none");
      boolean isDone =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      assertThat(isDone).as("%s", messages).isTrue();
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      return (Program) loader.loadClass("Written").getMethod("program").invoke(null);
    }
  }

  private void check(Program program) throws IOException, ReflectiveOperationException {
    Program again = compiled(program);
    assertThat(again.toBytes(ByteOrder.LITTLE_ENDIAN))
        .isEqualTo(program.toBytes(ByteOrder.LITTLE_ENDIAN));
    assertThat(again.maps()).isEqualTo(program.maps());
  }

  @Test
  void everyInstructionOfTheVectorsComesBack() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Map<String, Object> row : Vectors.rows("disasm.jsonl")) {
      bytes.write(Vectors.bytes(row.get("hex")));
    }
    check(Program.decode(bytes.toByteArray(), ByteOrder.LITTLE_ENDIAN));
  }

  @Test
  void mapsAreNamed() throws Exception {
    Program program =
        Assembler.assemble(
                """
                r1 = counts ll
                r2 = counts + 4 ll
                r3 = .rodata.text ll
                call 1
                exit
                """)
            .program()
            .orElseThrow();
    assertThat(program.maps()).extracting(MapReference::map).contains("counts", ".rodata.text");
    check(program);
  }
}
