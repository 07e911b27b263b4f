package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is told with the place, the reason and what helps. */
class ObjectErrorsTest {
  @TempDir Path folder;

  /** Loads and attaches that program of unsupported.c, and no other. */
  private static void use(String program) {
    OpenObject open = BpfObject.open(CompiledObjects.clang("unsupported"));
    open.programs().forEach(each -> each.autoload(each.name().equals(program)));
    try (BpfObject object = open.load();
        ObjectLinks links = object.attachAll()) {
      assertThat(links.unattached()).containsExactly("fine");
    }
  }

  @KernelTest
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replacement | it takes the place of another program's function, which nobody names",
        "operation | no variable of a section .struct_ops or .struct_ops.link that is loaded names it",
        "nowhere  | the section names no target: name it fentry/TARGET",
        "unknown  | the kernel's types have no func no_such_function",
        "incomplete | tracepoint 'closed': say category/name",
        "misspelt | there is no tracepoint syscalls/sys_enter_clsoe; did you mean sys_enter_close?",
        "missing  | has no function no_such_function",
        "no_file  | there is no 'nowhere.so' where programs and libraries are",
        "typo     | the section's name says no type of program; did you mean tracepoint?",
        "numbered | is for an array of programs, and the object has none",
      })
  void whatIsNotSupportedIsNamed(String program, String reason) {
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(() -> use(program))
        .withMessageContaining("unsupported.o: program '" + program + "' in section ")
        .withMessageContaining(reason);
  }

  @KernelTest
  @Test
  void theRestOfSuchAnObjectLoads() {
    use("fine");
  }

  @KernelTest
  @Test
  void theVerifierQuotesTheSource() {
    assertThatExceptionOfType(VerifierException.class)
        .isThrownBy(() -> BpfObject.load(CompiledObjects.clang("rejected")))
        .withMessageContaining("rejected.c:9:")
        .withMessageContaining("R0 invalid mem access 'map_value_or_null'")
        .withMessageContaining("return *value;")
        .withMessageContaining("rejected program on_close")
        .matches(e -> e.log().contains("; return *value;"));
  }

  @KernelTest
  @Test
  void aHelperThatNeedsALicenseSaysSo() {
    assertThatExceptionOfType(VerifierException.class)
        .isThrownBy(() -> BpfObject.load(CompiledObjects.clang("proprietary")))
        .withMessageContaining("GPL");
    try (BpfObject object =
        BpfObject.open(CompiledObjects.clang("proprietary")).license("GPL").load()) {
      assertThat(object.programs()).containsOnlyKeys("on_close");
    }
  }

  @Test
  void namesThatAreNotThereAreNear() {
    OpenObject open = BpfObject.open(CompiledObjects.clang("globals"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open.program("on_clos"))
        .withMessageEndingWith("globals.o has no program 'on_clos'; did you mean 'on_close'?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open.map("x"))
        .withMessageEndingWith("has no map 'x'; it has [.rodata, .data, .bss]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open.variable("totals", Codec.U64))
        .withMessageContaining("no variable 'totals'; did you mean 'total'?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open.map(".bss").maxEntries(2))
        .withMessage(".bss holds variables: its size is that of the section");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.o"), "int main;");
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(() -> BpfObject.open(text))
        .withMessageStartingWith(text + ": ")
        .withMessageContaining("(at byte ");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> BpfObject.open(folder.resolve("none.o")))
        .withMessageContaining("none.o");
    byte[] bytes = "ELF".getBytes(StandardCharsets.US_ASCII);
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(() -> BpfObject.open(bytes))
        .withMessageStartingWith("object: ");
  }

  @Test
  void theOtherByteOrderIsOpenedButNotLoaded() {
    Path object = folder.resolve("big.o");
    Tool.named("clang-19")
        .succeed(
            "-g",
            "-O2",
            "-target",
            "bpfeb",
            "-c",
            CompiledObjects.clang("globals").resolveSibling("globals.c"),
            "-o",
            object);
    OpenObject open = BpfObject.open(object);
    assertThat(open.variable("start", Codec.U64).get()).isEqualTo(100);
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(open::load)
        .withMessageContaining("the object is BIG_ENDIAN, this machine LITTLE_ENDIAN");
  }
}
