package dev.jbpf.dsl;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.Helpers.*;
import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jbpf.code.LinkException;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.XdpMd;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.SpinLock;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.explain.Explainer;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What only a kernel used to see, in Java and as text: found before one is asked, at the author's
 * line, with a fix.
 */
class KernelFaultsTest {
  private static final KernelVersion KERNEL = new KernelVersion(6, 18);
  private static final int LONGEST = 40;
  private static final MapDef<?, ?> RING = MapDef.ringBuffer("ring", 4096);
  private static final MapDef<Integer, byte[]> BYTES = MapDef.array("bytes", Codec.bytes(16), 4);

  record Account(SpinLock lock, int owner, long balance) {}

  private static final MapDef<Integer, Account> ACCOUNTS =
      MapDef.array("accounts", Codec.record(Account.class), 1);

  /** What they use. */
  static final List<MapDef<?, ?>> MAPS_IN_JAVA = List.of(RING, BYTES, ACCOUNTS);

  /**
   * A fault.
   *
   * @param rule that it breaks
   * @param javaFix a part of the fix in Java
   * @param textFix the same in text
   * @param line of the text that is wrong; 0 if there is no text
   */
  record Fault(
      String name,
      String rule,
      String section,
      String license,
      Consumer<ProgramBuilder> body,
      String javaFix,
      String text,
      int line,
      String textFix) {
    Fault underLicense(String other) {
      return new Fault(name, rule, section, other, body, javaFix, text, line, textFix);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Fault fault(
      String name,
      String rule,
      String section,
      Consumer<ProgramBuilder> body,
      String javaFix,
      String text,
      int line,
      String textFix) {
    return new Fault(name, rule, section, "GPL", body, javaFix, text, line, textFix);
  }

  static Stream<Fault> all() {
    return Stream.of(
        fault(
            "D6: r0 on one way only",
            "exit-value",
            "socket",
            b -> b.ifThen(R1.ne(0), t -> t.mov(R0, 2)).end().exit(),
            "b.mov(R0, 0)",
            "  if r1 == 0 goto out\n  r0 = 2\nout:\n  exit\n",
            4,
            "r0 = 0"),
        fault(
            "no bounds check before packet access",
            "packet-range",
            "xdp",
            b -> b.load(R2, R1, XdpMd.DATA).load(R3, R1, XdpMd.DATA_END).ldxb(R0, R2, 0).exit(),
            "b.mov(R5, R2); b.add(R5, 1); b.ifThen(R5.gt(R3), t -> t.mov(R0, 0).exit()).end()",
            "  r2 = *(u32 *)(r1 + 0)\n  r3 = *(u32 *)(r1 + 4)\n  r0 = *(u8 *)(r2 + 0)\n  exit\n",
            3,
            "r5 = r2; r5 += 1; if r5 > r3 goto out"),
        fault(
            "reference not released",
            "reference-leak",
            "socket",
            b -> {
              b.call(ringbufReserve(map(RING), imm(8), imm(0))).mov(R6, R0);
              b.ifThen(R6.eq(0), t -> t.mov(R0, 0).exit()).end();
              b.stdw(R6, 0, 1).mov(R0, 0).exit();
            },
            "b.mov(R1, R6); b.mov(R2, 0); b.call(Helper.RINGBUF_DISCARD)",
            "  r1 = ring ll\n  r2 = 8\n  r3 = 0\n  call bpf_ringbuf_reserve\n  r6 = r0\n"
                + "  if r6 == 0 goto out\n  *(u64 *)(r6 + 0) = 1\nout:\n  r0 = 0\n  exit\n",
            10,
            "r1 = r6; r2 = 0; call bpf_ringbuf_discard"),
        fault(
            "lock not given back",
            "lock-pair",
            "tc",
            b -> {
              b.stw(R10, -4, 0).call(mapLookupElem(map(ACCOUNTS), stack(-4)));
              b.ifThen(R0.eq(0), t -> t.mov(R0, 0).exit()).end();
              b.mov(R6, R0).call(spinLock(at(R6, Codec.field(Account.class, "lock"))));
              b.mov(R0, 0).exit();
            },
            "b.mov(R1, R6); b.call(Helper.SPIN_UNLOCK)",
            "",
            0,
            ""),
        fault(
            "use after submit",
            "not-a-pointer",
            "socket",
            b -> {
              b.call(ringbufReserve(map(RING), imm(8), imm(0))).mov(R6, R0);
              b.ifThen(R6.eq(0), t -> t.mov(R0, 0).exit()).end();
              b.call(ringbufSubmit(reg(R6), imm(0))).stdw(R6, 0, 1).mov(R0, 0).exit();
            },
            "r6 was given up at KernelFaultsTest.java",
            "  r1 = ring ll\n  r2 = 8\n  r3 = 0\n  call bpf_ringbuf_reserve\n  r6 = r0\n"
                + "  if r6 == 0 goto out\n  r1 = r6\n  r2 = 0\n  call bpf_ringbuf_submit\n"
                + "  *(u64 *)(r6 + 0) = 1\nout:\n  r0 = 0\n  exit\n",
            10,
            "r6 was given up at fault.s:10:3"),
        fault(
            "unbounded loop",
            "endless-loop",
            "socket",
            b -> b.mov(R0, 0).whileLoop(R0.eq(0), t -> t.mov(R2, 1)).exit(),
            "change in the loop body what its condition depends on",
            "  r0 = 0\ntop:\n  r2 = 1\n  if r0 == 0 goto top\n  exit\n",
            3,
            "change in the loop body what its condition depends on"),
        fault(
            "unbounded index",
            "unbounded-offset",
            "socket",
            b -> {
              b.stw(R10, -4, 0).call(mapLookupElem(map(BYTES), stack(-4)));
              b.ifThen(R0.eq(0), t -> t.exit()).end();
              b.ldxdw(R1, R0, 0).add(R0, R1).ldxb(R0, R0, 0).exit();
            },
            "b.ifThen(R1.gt(15), t -> t.mov(R0, 0).exit()).end()",
            "  *(u32 *)(r10 - 4) = 0\n  r2 = r10\n  r2 += -4\n  r1 = bytes ll\n"
                + "  call bpf_map_lookup_elem\n  if r0 == 0 goto out\n  r1 = *(u64 *)(r0 + 0)\n"
                + "  r0 += r1\n  r0 = *(u8 *)(r0 + 0)\nout:\n  exit\n",
            8,
            "if r1 > 15 goto out"),
        fault(
            "write to a read-only member of the context",
            "context-access",
            "tc",
            b -> b.mov(R2, 1).store(R1, SkBuff.LEN, R2).mov(R0, 0).exit(),
            "",
            "  r2 = 1\n  *(u32 *)(r1 + 0) = r2\n  r0 = 0\n  exit\n",
            2,
            ""),
        fault(
            "a helper that sleeps in a program that may not",
            "sleeping",
            "uprobe",
            b -> b.mov(R3, 0).call(copyFromUser(stack(-8), imm(8), reg(R3))).mov(R0, 0).exit(),
            "make the program sleepable",
            "  r1 = r10\n  r1 += -8\n  r2 = 8\n  r3 = 0\n  call bpf_copy_from_user\n  r0 = 0\n"
                + "  exit\n",
            5,
            "make the program sleepable"),
        fault(
            "pointer arithmetic",
            "pointer-operation",
            "socket",
            b -> b.mov(R2, R10).mul(R2, 2).mov(R0, 0).exit(),
            "",
            "  r2 = r10\n  r2 *= 2\n  r0 = 0\n  exit\n",
            2,
            ""),
        fault(
            "a stale packet pointer after adjust_head",
            "not-a-pointer",
            "xdp",
            b -> {
              b.mov(R6, R1).load(R7, R6, XdpMd.DATA).load(R8, R6, XdpMd.DATA_END);
              b.mov(R2, R7).add(R2, 14);
              b.ifThen(R2.gt(R8), t -> t.mov(R0, 2).exit()).end();
              b.call(xdpAdjustHead(reg(R6), imm(4))).ldxb(R0, R7, 0).mov(R0, 2).exit();
            },
            "the packet may have moved at KernelFaultsTest.java",
            "  r6 = r1\n  r7 = *(u32 *)(r6 + 0)\n  r8 = *(u32 *)(r6 + 4)\n  r2 = r7\n  r2 += 14\n"
                + "  if r2 > r8 goto out\n  r1 = r6\n  r2 = 4\n  call bpf_xdp_adjust_head\n"
                + "  r0 = *(u8 *)(r7 + 0)\nout:\n  r0 = 2\n  exit\n",
            10,
            "the packet may have moved at fault.s:10:3"),
        fault(
                "a helper for the GPL under another license",
                "license",
                "kprobe",
                b -> b.call(getCurrentTask()).mov(R0, 0).exit(),
                "license(\"GPL\")",
                "  call bpf_get_current_task\n  r0 = 0\n  exit\n"
                    + ".section license, \"aw\"\n.asciz \"Proprietary\"\n",
                1,
                "--license GPL")
            .underLicense("Proprietary"),
        fault(
            "D11: a register without a value",
            "unwritten-register",
            "socket",
            b -> b.mov(R0, R3).exit(),
            "b.mov(R3, 0)",
            "  r0 = r3\n  exit\n",
            1,
            "r3 = 0"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void inJava(Fault fault) {
    LinkException e =
        catchThrowableOfType(
            LinkException.class,
            () ->
                Definition.named("fault")
                    .in(fault.section())
                    .license(fault.license())
                    .build(fault.body()));
    assertThat(e).as("built").isNotNull();
    Diagnostic found = e.diagnostics().get(0);
    assertThat(found.code()).as(e.getMessage()).isEqualTo(fault.rule());
    assertThat(((Origin.Java) found.origin()).file()).isEqualTo("KernelFaultsTest.java");
    assertThat(String.join("\n", found.notes())).contains(fault.javaFix());
  }

  static Stream<Fault> asText() {
    return all().filter(fault -> fault.line() > 0);
  }

  private static final String MAPS =
      ".map ring, type=ringbuf, max_entries=4096; .map bytes, type=array, key=4, value=16,"
          + " max_entries=4; .section ";

  @ParameterizedTest
  @MethodSource("asText")
  void inText(Fault fault) {
    Diagnostic found = found(fault, lines(fault)).orElseThrow();
    assertThat(found.code()).as(found.toString()).isEqualTo(fault.rule());
    assertThat(((Origin.Source) found.origin()).line()).isEqualTo(fault.line() + 1);
    assertThat(String.join("\n", found.notes())).contains(fault.textFix());
  }

  private static List<String> lines(Fault fault) {
    return (MAPS + fault.section() + "\n" + fault.text()).lines().toList();
  }

  /** {@return what is said of a program of these lines; empty if it is accepted} */
  private static Optional<Diagnostic> found(Fault fault, List<String> lines) {
    BpfObjectFile object = object(String.join("\n", lines) + "\n");
    ObjectProgram program = object.programs().get(0);
    Subject subject = Subjects.of(object, program.link(), program.kind().orElseThrow());
    Subject licensed = object.license().isPresent() ? subject : subject.underGpl(true);
    Verdict verdict = Verifier.of(KERNEL).verify(licensed);
    SourceLineText none = origin -> "";
    return verdict instanceof Verdict.Rejected rejected
        ? Optional.of(Explainer.of(KERNEL, none).explain(licensed, rejected.finding()))
        : Optional.empty();
  }

  static Stream<Fault> mended() {
    return asText().filter(fault -> advice(found(fault, lines(fault))).isPresent());
  }

  private static Optional<Advice> advice(Optional<Diagnostic> found) {
    return found.flatMap(now -> Advice.find(now.notes()));
  }

  /** What the messages say, followed until nothing is left of them, ends in what is accepted. */
  private static List<String> mend(Fault fault) {
    List<String> lines = lines(fault);
    Optional<Diagnostic> found = found(fault, lines);
    while (found.isPresent() && lines.size() < LONGEST) {
      Advice advice = advice(found).orElseThrow();
      lines = advice.follow(lines, ((Origin.Source) found.get().origin()).line());
      found = found(fault, lines);
    }
    assertThat(found).as(() -> fault + " is left").isEmpty();
    return lines;
  }

  @Test
  void halfIsMendedByInstructions() {
    assertThat(mended()).hasSizeGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("mended")
  @KernelTest
  void withWhatIsAdvisedTheKernelTakesIt(Fault fault) {
    byte[] object = bytes(String.join("\n", mend(fault)) + "\n.section license\n.asciz \"GPL\"\n");
    BpfObject.open("mended", object).load().close();
  }

  private static BpfObjectFile object(String source) {
    return BpfObjectFile.read(bytes(source));
  }

  private static byte[] bytes(String source) {
    Assembly assembly =
        Assembler.assemble(
            source.getBytes(StandardCharsets.UTF_8),
            "fault.s",
            AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
    assertThat(assembly.hasErrors()).as(assembly.report()).isFalse();
    return assembly.object().orElseThrow().toBytes();
  }
}
