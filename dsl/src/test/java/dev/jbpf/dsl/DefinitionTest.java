package dev.jbpf.dsl;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.Helpers.*;
import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.code.LinkException;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.BpfObjectBuilder;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.describe.JavaSources;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Bpffs;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions become objects, whose lines are those of this file. */
class DefinitionTest {
  private static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 256);
  private static final MapDef<Long, Long> SEEN = MapDef.hash("seen", Codec.U32, Codec.U64, 16);
  private static final JavaSources SOURCES = JavaSources.in(Path.of("src/test/java"));

  @TempDir Path folder;

  private static ProgramDef count() {
    return Definition.named("count")
        .in("socket")
        .since(5, 3)
        .build(
            b -> {
              b.mov(R6, R1).ldabsb(14 + 9).stxw(R10, -4, R0);
              b.call(mapLookupElem(map(COUNTS), stack(-4)));
              b.ifThen(R0.ne(0), t -> t.mov(R1, 1).aadd(R0, 0, R1));
              b.callSubprogram("zero").exit();
              b.subprogram("zero", s -> s.mov(R0, 0));
            });
  }

  private static ProgramDef drop() {
    return Definition.named("drop")
        .in("xdp")
        .since(5, 8)
        .build(
            b -> {
              b.stw(R10, -8, 1);
              b.call(mapLookupElem(map(COUNTS), stack(-8)));
              b.call(mapLookupElem(map(SEEN), stack(-8)));
              b.mov(R0, 1).exit();
            });
  }

  private static ElfObject object() {
    return new BpfObjectBuilder(ByteOrder.nativeOrder())
        .sources(SOURCES)
        .add(count())
        .add(drop())
        .build();
  }

  @Test
  void aDefinitionSaysWhatItIsFor() {
    ProgramDef kprobe =
        Definition.named("opened").in("kprobe/do_sys_openat2").build(b -> b.mov(R0, 0).exit());
    assertThat(kprobe.kind().type()).isEqualTo(ProgramType.KPROBE);
    assertThat(kprobe.kind().target()).isEqualTo("do_sys_openat2");
    assertThat(drop().kind().attachType()).hasValue(AttachType.XDP);
    assertThat(drop().kernel()).hasValue(new KernelVersion(5, 8));
    assertThat(drop().maps()).extracting(MapDef::name).containsExactly("counts", "seen");
    assertThat(Definition.named("f").of(ProgramType.SCHED_CLS).build(b -> b.mov(R0, 0).exit()))
        .extracting(ProgramDef::section)
        .isEqualTo("tc");
  }

  @Test
  void whatItIsForIsChecked() {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(
            () -> Definition.named("p").in("xdp").build(b -> b.mov(R6, R1).ldabsb(0).exit()))
        .withMessageContaining("programs of this type may not use ld_abs and ld_ind");
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(
            () ->
                Definition.named("p")
                    .in("socket")
                    .since(4, 19)
                    .build(b -> b.mov(R0, 4).whileLoop(R0.ne(0), t -> t.sub(R0, 1)).exit()))
        .withMessageContaining("DefinitionTest.java:")
        .withMessageContaining("a jump back needs Linux 5.3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Definition.named("p").in("sokcet").build(b -> b.mov(R0, 0).exit()))
        .withMessageContaining("no programs are in sections called 'sokcet'");
  }

  @Test
  void anObjectHasProgramsMapsAndLicence() {
    BpfObjectFile read = BpfObjectFile.read(object().toBytes());
    assertThat(read.license()).hasValue("GPL");
    assertThat(read.programs())
        .extracting(ObjectProgram::toString)
        .containsExactly("count in socket", "drop in xdp");
    assertThat(read.maps()).extracting(map -> map.name()).containsExactly("counts", "seen");
    assertThat(read.programs().get(0).link().program()).isEqualTo(count().program());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new BpfObjectBuilder(ByteOrder.nativeOrder())
                    .add(count())
                    .add(drop().withLicense("Proprietary")))
        .withMessageContaining("an object has one licence");
  }

  private static int line(ProgramDef definition, int slot) {
    return ((Origin.Java) definition.program().origin(new Slot(slot))).line();
  }

  @Test
  @Tag("kernel")
  void bpftoolQuotesTheLinesOfJava() throws IOException {
    Tool bpftool = Tool.named("bpftool");
    Path file = folder.resolve("both.o");
    Files.write(file, object().toBytes());
    try (Bpffs pins = Bpffs.mount(Files.createDirectory(folder.resolve("bpf")))) {
      bpftool.succeed("prog", "loadall", file, pins.path("both"));
      String dump =
          bpftool.succeed(
              "prog", "dump", "xlated", "pinned", pins.path("both").resolve("count"), "linum");
      assertThat(dump)
          .contains(
              "; b.mov(R6, R1).ldabsb(14 + 9).stxw(R10, -4, R0); [file:DefinitionTest.java line_num:"
                  + line(count(), 0))
          .contains("; b.subprogram(\"zero\", s -> s.mov(R0, 0)); [file:DefinitionTest.java")
          .contains("int zero()");
      assertThat(bpftool.succeed("prog", "show", "pinned", pins.path("both").resolve("drop")))
          .contains("name drop", "gpl", "map_ids");
    }
  }

  @Test
  @Tag("kernel")
  void theVerifierQuotesTheLinesOfJava() throws IOException {
    ProgramDef wrong =
        ProgramDef.of("wrong", "xdp", ProgramBuilder.program(b -> b.mov(R0, R6).exit()));
    Path file = folder.resolve("wrong.o");
    Files.write(
        file,
        new BpfObjectBuilder(ByteOrder.nativeOrder())
            .sources(SOURCES)
            .add(wrong)
            .build()
            .toBytes());
    try (Bpffs pins = Bpffs.mount(Files.createDirectory(folder.resolve("bpf")))) {
      Tool.Result result = Tool.named("bpftool").run("prog", "load", file, pins.path("wrong"));
      assertThat(result.exit()).isNotZero();
      assertThat(result.output())
          .contains("b.mov(R0, R6).exit())); @ DefinitionTest.java:" + line(wrong, 0));
    }
  }

  @Test
  @KernelTest
  void theLoaderTellsTheKernelTheLinesOfJava() {
    ProgramDef wrong =
        ProgramDef.of("wrong", "xdp", ProgramBuilder.program(b -> b.mov(R0, R6).exit()));
    assertThatExceptionOfType(VerifierException.class)
        .isThrownBy(() -> Bpf.load(ProgramSpec.of(wrong)).close())
        .satisfies(
            e ->
                assertThat(e.log())
                    .contains("b.mov(R0, R6).exit())); @ DefinitionTest.java:" + line(wrong, 0)))
        .withMessageContaining("DefinitionTest.java:" + line(wrong, 0) + ": error[verifier]")
        .withMessageContaining(line(wrong, 0) + " |         ProgramDef.of(\"wrong\"");
  }

  @Test
  @KernelTest
  void aDefinitionLoadsAsItIs() {
    try (KernelProgram loaded = Bpf.load(ProgramSpec.of(count()))) {
      loaded.testRun(TestRun.onPacket(new byte[64]));
      assertThat(loaded.map(COUNTS).lookup(0)).hasValue(1L);
    }
    try (BpfObject both = BpfObject.open("both", object().toBytes()).load()) {
      both.program("count").testRun(TestRun.onPacket(new byte[64]));
      assertThat(both.map(COUNTS).lookup(0)).hasValue(1L);
      assertThat(both.programs()).containsOnlyKeys("count", "drop");
    }
  }
}
