package dev.jbpf.elf.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.isa.Reg;
import dev.jbpf.testing.Bpffs;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Debian's bpftool loads our objects into the kernel, as they are. */
@Tag("kernel")
class BpftoolTest {
  @TempDir Path folder;
  private Tool bpftool;
  private Bpffs pins;

  static Set<String> names() {
    return new TreeMap<>(Samples.all()).keySet();
  }

  @BeforeEach
  void mount() throws IOException {
    bpftool = Tool.named("bpftool");
    pins = Bpffs.mount(Files.createDirectory(folder.resolve("bpf")));
  }

  @AfterEach
  void unmount() {
    if (pins != null) {
      pins.close();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void loads(String name) throws IOException {
    load(name);
    String xlated = dump(name);
    // The first line and the last: text, file, number and column as the source has them.
    assertThat(xlated).contains("[file:" + name + ".s line_num:1 line_col:3]");
    assertThat(xlated).contains("; exit [file:" + name + ".s line_num:");
  }

  @Test
  void quotesSubprograms() throws IOException {
    load("chain");
    assertThat(dump("chain").lines().map(String::strip).filter(l -> !l.matches("\\d+:.*")))
        .contains("int chain(void * ctx):", "int outer():", "int inner():")
        .contains(
            "; r1 = 5 [file:chain.s line_num:1 line_col:3]",
            "; call outer [file:chain.s line_num:2 line_col:3]",
            "; r0 = r1 [file:chain.s line_num:5 line_col:3]",
            "; call inner [file:chain.s line_num:8 line_col:3]");
  }

  @Test
  void loadsAllProgramsOfAFile() throws IOException {
    load("several");
    for (String program : new String[] {"several", "second", "third"}) {
      assertThat(bpftool.succeed("prog", "show", "pinned", pin("several", program)))
          .contains("name " + program)
          .contains("gpl")
          .contains("btf_id");
    }
  }

  @Test
  void verifierQuotesTheSource() throws IOException {
    Source source = new Source("bad.s").mov(Reg.R0, Reg.R6).exit();
    Path file = folder.resolve("bad.o");
    Files.write(
        file,
        Samples.object()
            .sources(source::text)
            .program("bad", "xdp", source.program())
            .build()
            .toBytes());
    Tool.Result result = bpftool.run("prog", "load", file, pins.path("bad"));
    assertThat(result.exit()).isNotZero();
    assertThat(result.output()).contains("; r0 = r6 @ bad.s:1").contains("R6 !read_ok");
  }

  private void load(String name) throws IOException {
    Path file = folder.resolve(name + ".o");
    Files.write(file, Samples.all().get(name).build().toBytes());
    bpftool.succeed("prog", "loadall", file, pins.path(name));
  }

  private Path pin(String object, String program) {
    return pins.path(object).resolve(program);
  }

  private String dump(String name) {
    return bpftool.succeed("prog", "dump", "xlated", "pinned", pin(name, name), "linum");
  }
}
