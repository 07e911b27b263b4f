package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Messages: what people write who come from elsewhere is an error that says how it is said here.
 */
class HabitsTest {

  @ParameterizedTest
  @DisplayName("Messages: habits of C, other processors and other assemblers")
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '§',
      textBlock =
          """
          ret	`exit` ends
          retq	`exit` ends
          hlt	`exit` ends
          bx lr	`exit` ends
          return 0	`r0 = VALUE`
          return r1	`r0 = VALUE`
          exit 0	`r0 = VALUE`
          exit(0)	`r0 = VALUE`
          nop	`goto +0`
          push r1	below r10
          pop %r1	below r10
          mov r1, $5	without `$`
          movq $5, %rax	without `$`
          mov eax, 5	registers are r0 to r10
          eax = 5	registers are r0 to r10
          rsp = 5	registers are r0 to r10
          rO = 1	registers are r0 to r10
          r1O = 1	registers are r0 to r10
          rl = 1	registers are r0 to r10
          r1 = eax	registers are r0 to r10
          r1++	`r1 += 1`
          ++r1	`r1 += 1`
          inc r1	`r1 += 1`
          r1--	`r1 -= 1`
          dec r1	`r1 -= 1`
          r1 = ~r2	`r1 ^= -1`
          not r1	`r1 ^= -1`
          r1 = !r2	`if r2 == 0 goto LABEL`
          r1 == 5	`if r1 == 5 goto LABEL` compares
          r1 := 5	`r1 = 5`
          if r1 = 5	`==` compares
          if r1 = 5 goto out	`==` compares
          if (r1 == 5) goto out	without brackets
          if r1 == 5 { r0 = 1 }	no blocks
          if r1 == 5 then goto out	`if r1 == 5 goto LABEL`
          if r1 == 1 && r2 == 2 goto out	compares once
          if r1 goto out	`if r1 != 0 goto LABEL`
          if !r1 goto out	`if r1 == 0 goto LABEL`
          else	no blocks
          while r1 > 0	no blocks
          r1 = r2 + r3	then `r1 += r3`
          r1 = r2 + 5	then `r1 += r3`
          r1 += r2 + r3	then `r1 += r3`
          r1 = r2 << 3	then `r1 += r3`
          add r1, r2, r3	takes two
          r1 = r2 ? 1 : 0	no blocks
          r1 = r2 == r3	comparisons only jump
          r1 = &x	`r1 = NAME ll`
          r1 = [r2 + 4]	`r1 = *(u64 *)(r2 + 8)`
          mov r1, [r2+4]	`r1 = *(u64 *)(r2 + 8)`
          ldr r1, [r2, #4]	`r1 = *(u64 *)(r2 + 8)`
          lw r1, 4(r2)	`r1 = *(u64 *)(r2 + 8)`
          r1 = *r2	`r1 = *(u64 *)(r2 + 8)`
          r1 = *(r2 + 4)	`r1 = *(u64 *)(r2 + 8)`
          r1 = *(int *)(r2 + 4)	widths are
          r1 = *(uint32_t *)(r2 + 4)	widths are
          r1 = (int)r2	widths are
          [r2 + 4] = r1	`*(u64 *)(r2 + 8) = r1`
          *(r2 + 4) = r1	`*(u64 *)(r2 + 8) = r1`
          mov [r2+4], r1	`*(u64 *)(r2 + 8) = r1`
          str r1, [r2]	`*(u64 *)(r2 + 8) = r1`
          *(u32 *)(r1 + 0) += r2	`lock
          jmp out	`goto LABEL`
          b out	`goto LABEL`
          je out	no flags
          cmp r1, 5	no flags
          beq r1, r2, out	no flags
          bl f	`call NAME`
          lea r1, [r10 - 8]	`r1 += -8`
          shl r1, 3	`lsh
          sar r1, 3	`arsh
          imul r1, r2	`mul
          idiv r2	s/=
          addi r1, r2, 5	`add %r1, 5`
          movabs r1, 5	lddw
          movzx r1, r2	0xff
          movl r1, r2	mov32
          mv r1, r2	`r1 = r2`
          xchg r1, r2	xchg_64
          syscall	call helpers
          int 0x80	call helpers
          int x = 5	no variables
          u64 x = 5	no variables
          section .text	with a dot
          global main	with a dot
          msg db 1, 2	`.byte`
          %define X 5	start with a dot
          -- remark	comments
          ldh [12]	--dialect classic
          ld [x + 4]	--dialect classic
          ldxb 4*([14]&0xf)	--dialect classic
          jeq #0x800, a, b	--dialect classic
          (000) ldh      [12]	--dialect classic
          (001) jeq      #0x800           jt 2 jf 5	--dialect classic
          ret #-1	--dialect classic
          tax	--dialect classic
          40 0 0 12	--dialect classic
          4,40 0 0 12,21 0 1 2048,6 0 0 65535,6 0 0 0	--dialect classic
          call bpf_map_lookup	did you mean 'bpf_map_lookup_elem'?
          call map_update	did you mean 'map_update_elem'?
          call bpf_map_lokup_elem	did you mean 'bpf_map_lookup_elem'?
          .map m, type=array, key=4, value=8	`max_entries=0`
          .map my-map, type=array	letters, digits and _
          """)
  void saysHowItIsSaidHere(String statement, String note) {
    byte[] source = (statement + "\nout:\nexit\n").getBytes(StandardCharsets.UTF_8);
    Assembly assembly = Assembler.assemble(source, "t.s", AssemblerOptions.DEFAULT);
    assertThat(assembly.hasErrors()).isTrue();
    assertThat(assembly.report().lines().filter(line -> line.startsWith("  note: ")))
        .anySatisfy(line -> assertThat(line).contains(note));
  }

  @ParameterizedTest
  @DisplayName("Messages: calls speak of functions and helpers; what is meant stays possible")
  @CsvSource({
    "call nobody,there is no function and no helper 'nobody'",
    "goto nobody,there is no label 'nobody'"
  })
  void namesWhatIsMissing(String statement, String message) {
    byte[] source = (statement + "\nexit\n").getBytes(StandardCharsets.UTF_8);
    assertThat(Assembler.assemble(source, "t.s", AssemblerOptions.DEFAULT).report())
        .contains(message);
  }

  @ParameterizedTest
  @CsvSource({"'.set eax, 5'", "max = 5", "wide = 5", "r_limit = 5"})
  void numbersKeepTheirNames(String statement) {
    String name = statement.replaceAll("\\.set |[=,].*", "").strip();
    byte[] source = (statement + "\nr0 = " + name + "\nexit\n").getBytes(StandardCharsets.UTF_8);
    assertThat(Assembler.assemble(source, "t.s", AssemblerOptions.DEFAULT).report()).isEmpty();
  }
}
