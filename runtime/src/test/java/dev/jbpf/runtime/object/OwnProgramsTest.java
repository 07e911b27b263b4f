package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.elf.bpf.ProgramSection.Trait;
import dev.jbpf.elf.extern.ConfigVariable;
import dev.jbpf.elf.extern.Extern;
import dev.jbpf.elf.extern.Externs;
import dev.jbpf.elf.extern.VirtualSetting;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramFlag;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * There is a C program of ours for each section that the loader knows. No kernel here has
 * functions, or places, for those of {@code later.c}; {@code LaterKernelTest} has what it can of
 * them.
 */
class OwnProgramsTest {
  private static final Path SOURCES = Path.of("src/test/resources/objects");

  private static List<String> names() {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".c"))
          .map(name -> name.substring(0, name.length() - 2))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BpfObjectFile read(String name) {
    try {
      return BpfObjectFile.read(Files.readAllBytes(CompiledObjects.clang(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void haveAProgramOfEachSection() {
    Set<String> found = new TreeSet<>();
    for (String name : names()) {
      read(name).programs().stream()
          .map(ObjectProgram::kind)
          .flatMap(Optional::stream)
          .map(ProgramSection::name)
          .forEach(found::add);
    }
    assertThat(ProgramSection.all()).extracting(ProgramSection::name).isSubsetOf(found);
  }

  /**
   * Settings of each form and those that loaders know; symbols with and without a type; weak or
   * not.
   */
  @Test
  void haveAnExternOfEachKind() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String name : List.of("externs", "modules")) {
      byte[] bytes = Files.readAllBytes(CompiledObjects.clang(name));
      ElfObject elf = ElfObject.read(bytes);
      Btf types = Btf.parse(elf.section(".BTF").orElseThrow().toBytes());
      Externs externs = Externs.of(elf, types);
      elf.symbols().stream()
          .flatMap(symbol -> externs.find(symbol.name()).stream())
          .forEach(extern -> found.addAll(kinds(extern)));
    }
    Set<String> expected = new TreeSet<>();
    for (Class<?> kind : Extern.class.getPermittedSubclasses()) {
      expected.add(kind.getSimpleName());
      expected.add("weak " + kind.getSimpleName());
    }
    Stream.of(ConfigVariable.Form.values())
        .filter(form -> form != ConfigVariable.Form.OTHER)
        .forEach(form -> expected.add(form.name()));
    Stream.of(VirtualSetting.values()).forEach(setting -> expected.add(setting.name()));
    assertThat(found).containsAll(expected);
  }

  private static Set<String> kinds(Extern extern) {
    String kind = (extern.isWeak() ? "weak " : "") + extern.getClass().getSimpleName();
    return extern instanceof Extern.Setting setting
        ? Set.of(kind, setting.variable().form().name(), extern.name())
        : Set.of(kind);
  }

  /** They say how they would be loaded: as what, for which place, and whether they sleep. */
  @Test
  void thoseForLaterKernelsAreRead() {
    Map<String, ProgramSection> kinds = new HashMap<>();
    read("later")
        .programs()
        .forEach(program -> kinds.put(program.name(), program.kind().orElseThrow()));
    assertThat(kinds.get("around").attachType()).contains(AttachType.TRACE_FSESSION);
    assertThat(kinds.get("before_many").attachType()).contains(AttachType.TRACE_FENTRY_MULTI);
    assertThat(kinds.get("behind_many").attachType()).contains(AttachType.TRACE_FEXIT_MULTI);
    assertThat(kinds.get("around_many").attachType()).contains(AttachType.TRACE_FSESSION_MULTI);
    assertThat(kinds.get("around_many").target()).contains("vfs_*");
    assertThat(kinds.get("on_infrared").type()).isEqualTo(ProgramType.LIRC_MODE2);
    assertThat(kinds)
        .allSatisfy(
            (name, kind) ->
                assertThat(kind.is(Trait.SLEEPABLE)).as(name).isEqualTo(name.contains("sleeps")));
  }

  /** What the kernel was told of those that differ by an ending only. */
  @Test
  @KernelTest
  void endingsSayHowProgramsAreLoaded() {
    Since.linux(6, 13);
    OpenObject open = BpfObject.open(CompiledObjects.clang("variants"));
    open.programs()
        .forEach(program -> program.autoattach(program.section().contains("probe.multi.s/")));
    try (BpfObject object = open.load();
        ObjectLinks links = object.attachAll()) {
      assertThat(attachType(object, "on_returns")).contains(AttachType.TRACE_KPROBE_MULTI);
      assertThat(attachType(object, "on_both")).contains(AttachType.TRACE_KPROBE_SESSION);
      assertThat(attachType(object, "on_session")).contains(AttachType.TRACE_UPROBE_SESSION);
      assertThat(attachType(object, "on_probe")).contains(AttachType.TRACE_UPROBE_MULTI);
      assertThat(attachType(object, "primary")).contains(AttachType.NETKIT_PRIMARY);
      assertThat(attachType(object, "peer")).contains(AttachType.NETKIT_PEER);
      assertThat(object.programs().values().stream().filter(OwnProgramsTest::isSleepable))
          .hasSize(4);
      assertThat(links.attached()).hasSize(2);
    }
  }

  private static Optional<AttachType> attachType(BpfObject object, String program) {
    return object.program(program).spec().attachType();
  }

  private static boolean isSleepable(KernelProgram program) {
    return program.spec().flags().contains(ProgramFlag.SLEEPABLE);
  }
}
