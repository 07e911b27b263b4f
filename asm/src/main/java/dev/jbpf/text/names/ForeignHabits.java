package dev.jbpf.text.names;

import dev.jbpf.diag.DiagnosticPrinter;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people write who come from C, from other processors or other assemblers, and how it is said
 * here. Asked for statements only that are none.
 */
public final class ForeignHabits {
  private static final int LONGEST_STATEMENT = 200;
  private static final String REGISTER = "%?[rw]\\d+";
  private static final String OPERAND = "(" + REGISTER + "|[-+]?\\w+)";
  private static final String FLAGS =
      "there are no flags: `if r1 == r2 goto LABEL`, or `jeq %r1, %r2, LABEL`, compares and jumps";
  private static final String BLOCKS =
      "there are no blocks: `if r1 != 5 goto LABEL` jumps over what is not to run";
  private static final String LOAD =
      "`r1 = *(u64 *)(r2 + 8)` loads 8 bytes, `ldxdw %r1, [%r2+8]` does the same";
  private static final String STORE =
      "`*(u64 *)(r2 + 8) = r1` stores 8 bytes, `stxdw [%r2+8], %r1` does the same";
  private static final String STACK =
      "the stack is memory below r10: `*(u64 *)(r10 - 8) = r1` saves,"
          + " `r1 = *(u64 *)(r10 - 8)` restores";
  private static final String EXIT = "`exit` ends a program or function; r0 is what it gives";
  public static final String REGISTERS =
      "registers are r0 to r10, and w0 to w10 for their lower halves";
  private static final String CLASSIC =
      "this looks like classic BPF, as bpf_asm and tcpdump -d, -dd and -ddd write it:"
          + " `--dialect classic` reads it";

  /** A habit: what statements look like that have it, in small letters, and what to say. */
  private record Habit(Pattern statement, String note) {
    Habit(String statement, String note) {
      this(Pattern.compile(statement), note);
    }
  }

  /** Made when the first statement is wrong. The first that fits counts. */
  private static final class Table {
    static final List<Habit> ALL =
        List.of(
            // Classic BPF.
            new Habit(
                "(\\(\\d+\\)\\s*)?(ld[bhi]?|ldx[bhi]?)\\s+(\\[\\s*(x\\b|\\d)|#|m\\[|\\d\\s*\\*).*",
                CLASSIC),
            new Habit(
                "(\\(\\d+\\)\\s*)?ldx?\\s+(len|proto|ifidx|mark|queue|hatype|cpu|rand|vlan_\\w+)\\b.*",
                CLASSIC),
            new Habit("(\\(\\d+\\)\\s*)?(ret\\s+(#.*|[ax])|tax|txa|stx?\\s+m\\[.*)", CLASSIC),
            new Habit(
                "(\\(\\d+\\)\\s*)?(j\\w+|add|sub|mul|div|mod|and|or|xor|lsh|rsh)\\s+#.*", CLASSIC),
            new Habit("(\\(\\d+\\)\\s*)?j\\w+\\s+.*\\bjt\\s+\\d+.*", CLASSIC),
            new Habit("\\d+(\\s+\\d+\\s+\\d+\\s+\\d+)?,?", CLASSIC),
            new Habit("\\d+(,\\d+(\\s+\\d+){3})+,?", CLASSIC),
            // Ends.
            new Habit(
                "(return|exit)\\b\\s*\\(?\\s*[^\\s()].*",
                "`r0 = VALUE`, then `exit`: r0 is what a program gives"),
            new Habit(
                "(ret[nqlwf]?|return|hlt|halt|leave|end|stop|exit\\s*\\(.*|bx\\s+lr|jr\\s+ra)\\b.*",
                EXIT),
            new Habit(
                "nop[lw]?\\b.*",
                "`goto +0` goes on with the next instruction, and does nothing else"),
            new Habit("(push|pop)[aqlw]?\\b.*", STACK),
            new Habit(
                "(syscall|sysenter|svc|swi|int\\s+(\\d\\w*|[\\da-f]+h)|ecall)\\b.*",
                "programs call helpers of the kernel, by name: `call bpf_ktime_get_ns`"),
            // Numbers and registers of other assemblers.
            new Habit(".*\\$-?\\w+.*", "numbers and names stand without `$`: `mov %r1, 5`"),
            new Habit("(.*[\\s,(\\[%=]|)[er]?([abcd]x|[sd]i|[sb]p)\\b.*", REGISTERS),
            // Signs of C.
            new Habit(
                "(\\+\\+\\s*" + REGISTER + "|" + REGISTER + "\\s*\\+\\+|inc[qlwb]?\\s.*)",
                "`r1 += 1` adds one"),
            new Habit(
                "(--\\s*" + REGISTER + "|" + REGISTER + "\\s*--|dec[qlwb]?\\s.*)",
                "`r1 -= 1` takes one away"),
            new Habit(
                "(" + REGISTER + "\\s*=\\s*~.*|not[qlwb]?\\s.*)",
                "`r1 = r2`, then `r1 ^= -1`, inverts all bits"),
            new Habit(
                REGISTER + "\\s*=\\s*!.*",
                "`if r2 == 0 goto LABEL` asks whether a register is zero"),
            new Habit(REGISTER + "\\s*:=.*", "`=` gives a register its value: `r1 = 5`"),
            new Habit(REGISTER + "\\s*<-.*", "`=` gives a register its value: `r1 = 5`"),
            new Habit(
                REGISTER + "\\s*==.*",
                "`r1 = 5` gives a register its value, `if r1 == 5 goto LABEL` compares"),
            new Habit(
                "if\\b.*(&&|\\|\\|).*",
                "an `if` compares once: one `if … goto` for each comparison"),
            new Habit("if\\b[^=<>!]*[^=<>!s]=(?!=).*", "`==` compares: `if r1 == 5 goto LABEL`"),
            new Habit("if\\b.*\\{.*", BLOCKS),
            new Habit(
                "if\\s*\\(.*", "the comparison stands without brackets: `if r1 == 5 goto LABEL`"),
            new Habit("if\\s*!.*", "`if r1 == 0 goto LABEL` asks whether a register is zero"),
            new Habit(
                "if\\s+" + REGISTER + "\\s+goto.*",
                "`if r1 != 0 goto LABEL` asks whether a register is not zero"),
            new Habit("if\\b.*", "an `if` is `if r1 == 5 goto LABEL`, with a register in front"),
            new Habit("(else|while|for|do|switch|case|break|continue)\\b.*|[{}].*|.*\\{", BLOCKS),
            new Habit(
                "(unsigned|signed|int|long|short|char|void|struct|let|var|const|__u\\d+|u\\d+|uint\\d+_t|s\\d+|size_t)\\s+\\*?\\w+.*",
                "there are no variables here: values are in r0 to r9, and in memory below r10"),
            new Habit(REGISTER + "\\s*=[^=].*\\?.*:.*", BLOCKS),
            new Habit(
                REGISTER + "\\s*=\\s*" + OPERAND + "\\s*(==|!=|<=|>=|<(?!<)|>(?!>)).*",
                "comparisons only jump: `r1 = 1`, then `if r2 == r3 goto LABEL`, then `r1 = 0`"),
            new Habit(
                REGISTER + "\\s*=\\s*&.*", "`r1 = NAME ll` loads the address of a variable or map"),
            new Habit(
                "\\*\\s*\\(.*\\)\\s*[-+*/|&^]=.*",
                "`lock *(u64 *)(r1 + 0) += r2` changes memory; else load, change, and store"),
            new Habit(
                REGISTER
                    + "\\s*([-+*/%&|^]|<<|>>)?=\\s*"
                    + OPERAND
                    + "\\s*([-+*/%&|^]|<<|>>)\\s*\\S.*",
                "an instruction changes its first operand: `r1 = r2`, then `r1 += r3`"),
            new Habit(
                REGISTER
                    + "\\s*=\\s*\\*?\\s*\\(\\s*(unsigned|int|long|short|char|void|__u\\d+|__s\\d+|uint\\d+_t|int\\d+_t|i\\d+|u128|be\\d+|__be\\d+)\\b.*",
                "widths are u8, u16, u32 and u64, and s8, s16 and s32 with a sign: `*(u32 *)(r1 + 4)`"),
            new Habit(REGISTER + "\\s*=\\s*\\*\\s*" + REGISTER + ".*", LOAD),
            new Habit(REGISTER + "\\s*=\\s*(\\*?\\s*\\(.*\\)|\\w*\\s*\\[.*)", LOAD),
            new Habit(REGISTER + "\\s*=\\s*(ptr|byte|dword|qword|word|mem)\\b.*", LOAD),
            new Habit("(\\*|\\w*\\s*\\[).*\\]?\\s*=.*", STORE),
            // Instructions of others.
            new Habit(
                "(mov|ldr|ld|lw|lb|lh|lbu|lhu|lwu)[qlwbh]?\\s+" + OPERAND + "\\s*,\\s*.*[\\[(].*",
                LOAD),
            new Habit("(mov|str|st|sd|sw|sb|sh)[qlwbh]?\\s+.*[\\[(].*", STORE),
            new Habit(
                "(movabs|movabsq|li|ldi|lui)\\b.*",
                "`r1 = 0x123456789 ll`, or `lddw %r1, 0x123456789`, loads 64 bits; `r1 = 5` a small number"),
            new Habit(
                "(movz\\w*|uxt\\w)\\b.*",
                "`r1 = r2`, then `r1 &= 0xff`, keeps the lowest byte; `w1 = w2` the lower half"),
            new Habit(
                "(movs\\w+|sxt\\w|cdqe|cqo|cdq)\\b.*",
                "`r1 = (s8)r2`, or `movsx8 %r1, %r2`, extends the sign"),
            new Habit(
                "(mov[qlwb]|mv|move|copy)\\s.*",
                "`r1 = r2`, or `mov %r1, %r2`; `w1 = w2`, or `mov32 %r1, %r2`, for the lower half"),
            new Habit(
                "(la|lea[ql]?|adr|adrp)\\b.*",
                "`r1 = r10`, then `r1 += -8`, makes an address; `r1 = NAME ll` loads one"),
            new Habit("(cmp|cmn|test|tst)[qlwb]?\\b.*", FLAGS),
            new Habit("(jmp|jmpq|b|br|bra|j)\\s+.*", "`goto LABEL`, or `ja LABEL`, jumps"),
            new Habit(
                "(j(n?[ezgblasco]|[gbla]e|n[gbla]e)|b(eq|ne|lt|gt|le|ge|lo|hi|hs|ls|cs|cc|mi|pl|ltu|geu|nez|eqz)|cb(n)?z)\\b.*",
                FLAGS),
            new Habit(
                "(bl|blx|jal|jalr|jsr|gosub|invoke)\\b.*",
                "`call NAME` calls a function or a helper"),
            new Habit(
                "(shl|sal|sll|lsl|slli)[qlwb]?\\b.*", "`r1 <<= 3`, or `lsh %r1, 3`, shifts left"),
            new Habit(
                "(shr|srl|lsr|srli)[qlwb]?\\b.*", "`r1 >>= 3`, or `rsh %r1, 3`, shifts right"),
            new Habit(
                "(sar|sra|asr|srai)[qlwb]?\\b.*",
                "`r1 s>>= 3`, or `arsh %r1, 3`, shifts right and keeps the sign"),
            new Habit("(imul|mull|mulq)\\b.*", "`r1 *= r2`, or `mul %r1, %r2`, multiplies"),
            new Habit(
                "(idiv|divq|divl|udiv|rem|remu)\\b.*",
                "`r1 /= r2` divides without a sign, `r1 s/= r2` with one; `%=` gives the rest"),
            new Habit(
                "(eor|orr|bic|andi|ori|xori|addi|subi|addq|subq|addl|subl|andl|orl|xorl|andq|orq|xorq)\\b.*",
                "`r1 += 5`, `r1 &= 5`, `r1 |= 5`, `r1 ^= 5`; or `add`, `and`, `or`, `xor`: `add %r1, 5`"),
            new Habit(
                "(xchg|swap|cmpxchg)\\w*\\b.*",
                "`r1 = xchg_64(r2 + 0, r1)` exchanges with memory; two registers need a third"),
            new Habit(
                "(bswap|rev|rolw?|rorw?|ntohs|htons)\\b.*",
                "`r1 = be16 r1` turns bytes around on a little-endian machine, `r1 = bswap16 r1` on each"),
            new Habit(
                "\\w+\\s+" + OPERAND + "\\s*,\\s*" + OPERAND + "\\s*,\\s*" + OPERAND,
                "an instruction changes its first operand, and takes two: `add %r1, %r2`"),
            new Habit(
                ".*(?<![\\w.])#-?\\d+.*",
                "numbers stand without `#`, which starts a comment at the start of a line"),
            // Other assemblers' directives, and comments.
            new Habit("(section|segment)\\b.*", "`.section NAME`, with a dot"),
            new Habit("(global|globl|extern|public)\\b.*", "`.globl NAME`, with a dot"),
            new Habit(
                "(\\w+\\s+)?(db|dw|dd|dq|resb|resd|resq|equ)\\s+.*",
                "`.byte`, `.short`, `.long` and `.quad` put numbers into a section, `.set NAME, 5` names one"),
            new Habit(
                "(proc|endp|org|bits|default|%define|%macro|%include|define|include)\\b.*",
                "directives start with a dot: `.macro`, `.include`, `.set`"),
            new Habit(
                "(--|'|rem\\b|;;|\\(\\*|!).*",
                "`#`, `//` and `/* … */` are comments, and `;` at the start of a line"),
            new Habit(
                "(lock|atomic\\w*)\\b.*",
                "`lock *(u64 *)(r1 + 0) += r2` is atomic, and with fetch `r2 = atomic_fetch_add((u64 *)(r1 + 0), r2)`"));
  }

  private ForeignHabits() {}

  /**
   * {@return whether a symbol's name is another processor's register, or one of ours misspelt}
   * Asked for each assignment: without the table.
   */
  public static boolean isLikeRegister(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "ax", "bx", "cx", "dx", "si", "di", "sp", "bp" -> true;
      case "eax", "ebx", "ecx", "edx", "esi", "edi", "esp", "ebp" -> true;
      case "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rsp", "rbp" -> true;
      case "ro", "rl", "ri", "r1o", "rlo", "rio", "wo", "wl", "wi", "w1o", "wlo", "wio" -> true;
      default -> false;
    };
  }

  /**
   * {@return what helps whoever wrote {@code statement}, which is none; empty where nothing is
   * known}
   */
  static Optional<String> of(String statement) {
    String plain = statement.strip().toLowerCase(Locale.ROOT);
    return Table.ALL.stream()
        .filter(habit -> habit.statement().matcher(plain).matches())
        .map(Habit::note)
        .findFirst();
  }

  /** {@return what helps whoever wrote the statement that the place is in} */
  public static Optional<String> at(Cursor in, SourceErrors errors, int at) {
    if (errors.count() >= DiagnosticPrinter.MOST) {
      return Optional.empty(); // Nobody will see it.
    }
    int from = at;
    while (from > 0 && in.text[from - 1] != '\n' && at - from < LONGEST_STATEMENT) {
      from--;
    }
    int to = from;
    while (in.text[to] != '\n' && to - from < LONGEST_STATEMENT) {
      to++;
    }
    return of(in.text(from, to));
  }
}
