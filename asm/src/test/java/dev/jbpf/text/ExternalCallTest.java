package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.symbol.Symbol;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of names that the source does not define. */
class ExternalCallTest {
  private static final String CALL = "call bpf_map_lokup_elem\nexit\n";

  private static Assembly object(String source) {
    return Assembler.assemble(
        source.getBytes(StandardCharsets.UTF_8),
        "x.s",
        AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
  }

  @Test
  void aNameCloseToAHelpersIsAWarningAndAnExternalSymbol() {
    Assembly assembly = object(CALL);
    assertThat(assembly.report())
        .isEqualTo(
            """
            x.s:1:6: warning[external-near-helper]: 'bpf_map_lokup_elem' is defined nowhere: the call is left to a linker
                1 | call bpf_map_lokup_elem
                  |      ^^^^^^^^^^^^^^^^^^
              note: did you mean 'bpf_map_lookup_elem'?
              note: `.globl bpf_map_lokup_elem` says that it is meant
            """);
    byte[] bytes = assembly.object().orElseThrow().toBytes();
    assertThat(ElfObject.read(bytes).symbol("bpf_map_lokup_elem"))
        .get()
        .matches(Symbol::isUndefined);
  }

  @Test
  void inAProgramItIsAnErrorWithTheSameSuggestion() {
    assertThat(Assembler.assemble(CALL).report())
        .contains("error[label-undefined]")
        .contains("did you mean 'bpf_map_lookup_elem'?");
  }

  @Test
  void oneNameIsWarnedOfOnce() {
    assertThat(object(CALL + CALL).diagnostics()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".globl bpf_map_lokup_elem\n" + CALL,
        CALL + ".section .BTF\n.long 0\n",
        "call something_else\nexit\n"
      })
  void whatIsMeantIsNotQuestioned(String source) {
    assertThat(object(source).report()).isEmpty();
  }
}
