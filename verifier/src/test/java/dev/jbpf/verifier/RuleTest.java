package dev.jbpf.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.verifier.report.Finding;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.MapShape.Field;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import dev.jbpf.verifier.subject.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One program a line: its type, the rule that it breaks and at which slot, and its instructions.
 */
class RuleTest {
  private static final KernelVersion NEWEST = new KernelVersion(6, 18);

  private static final Map<String, MapShape> MAPS =
      Map.of(
          "hash", MapShape.of(MapType.HASH, 4, 16, 4, 0),
          "array", MapShape.of(MapType.ARRAY, 4, 16, 2, 0),
          "only", MapShape.of(MapType.ARRAY, 4, 16, 1, 1 << 7),
          "ring", MapShape.of(MapType.RINGBUF, 0, 0, 4096, 0),
          "tails", MapShape.of(MapType.PROG_ARRAY, 4, 4, 4, 0),
          "lock",
              MapShape.of(MapType.HASH, 4, 16, 4, 0)
                  .with(List.of(new Field(FieldKind.SPIN_LOCK, 0, ""))));

  private static final String TABLE =
      """
      socket_filter | accept | r0 = 0; exit
      socket_filter | exit-value 0 | exit
      socket_filter | unwritten-register 0 | r0 = r2; exit
      socket_filter | frame-pointer 0 | r10 = 0; r0 = 0; exit
      socket_filter | fall-through 0 | r0 = 0
      socket_filter | unreachable 2 | r0 = 0; exit; exit
      socket_filter | jump-range 0 | if r1 == 0 goto +5; r0 = 0; exit
      socket_filter | division-by-zero 1 | r0 = 1; r0 /= 0; exit
      socket_filter | endless-loop 1 | r0 = 0; goto -1
      socket_filter | accept | r0 = 0; r0 += 1; if r0 < 1000 goto -2; exit
      socket_filter | pointer-plus-pointer 0 | r1 += r10; r0 = 0; exit
      socket_filter | accept | r0 = r10; r0 -= r1; exit
      socket_filter | pointer-minus 1 | r2 = r10; r2 -= 8; r0 = *(u8 *)(r2 + 0); exit
      socket_filter | pointer-operation 0 | r1 *= 2; r0 = 0; exit
      socket_filter | pointer-arithmetic-32 0 | w1 += 2; r0 = 0; exit
      socket_filter | not-a-pointer 1 | r2 = 8; r0 = *(u32 *)(r2 + 0); exit
      socket_filter | context-access 0 | r0 = *(u64 *)(r1 + 0); exit
      socket_filter | context-offset 1 | r1 += 4; r0 = *(u32 *)(r1 + 0); exit
      socket_filter | stack-range 0 | *(u64 *)(r10 + 0) = 1; r0 = 0; exit
      socket_filter | stack-range 0 | *(u64 *)(r10 - 520) = 1; r0 = 0; exit
      socket_filter | alignment 0 | *(u64 *)(r10 - 12) = 1; r0 = 0; exit
      socket_filter | spill-size 0 | *(u32 *)(r10 - 8) = r1; r0 = 0; exit
      socket_filter | spill-size 1 | *(u64 *)(r10 - 8) = r1; r0 = *(u32 *)(r10 - 8); exit
      socket_filter | accept | *(u64 *)(r10 - 8) = r1; r6 = *(u64 *)(r10 - 8); r0 = *(u32 *)(r6 + 0); exit
      socket_filter | null-check 6 | *(u32 *)(r10 - 4) = 0; r2 = r10; r2 += -4; r1 = hash ll; call 1; r0 = *(u32 *)(r0 + 0); exit
      socket_filter | accept | *(u32 *)(r10 - 4) = 1; r2 = r10; r2 += -4; r1 = hash ll; call 1; if r0 == 0 goto +1; r0 = *(u32 *)(r0 + 12); exit
      socket_filter | map-value-range 7 | *(u32 *)(r10 - 4) = 1; r2 = r10; r2 += -4; r1 = hash ll; call 1; if r0 == 0 goto +1; r0 = *(u32 *)(r0 + 13); exit
      socket_filter | accept | *(u32 *)(r10 - 8) = 1; r2 = r10; r2 += -8; r1 = array ll; call 1; r0 = *(u32 *)(r0 + 12); exit
      socket_filter | null-check 6 | *(u32 *)(r10 - 8) = 2; r2 = r10; r2 += -8; r1 = array ll; call 1; r0 = *(u32 *)(r0 + 12); exit
      socket_filter | map-read-only 7 | *(u32 *)(r10 - 4) = 0; r2 = r10; r2 += -4; r1 = only ll; call 1; if r0 == 0 goto +1; *(u32 *)(r0 + 0) = 1; r0 = 0; exit
      socket_filter | nullable-arithmetic 6 | *(u32 *)(r10 - 4) = 0; r2 = r10; r2 += -4; r1 = hash ll; call 1; r0 += 4; r0 = 0; exit
      socket_filter | unknown-helper 0 | call 9999; r0 = 0; exit
      socket_filter | helper-not-allowed 1 | r2 = 0; call 44; r0 = 0; exit
      socket_filter | argument-kind 3 | r1 = 1; r2 = r10; r2 += -8; call 1; r0 = 0; exit
      socket_filter | accept | call 7; if r0 > 7 goto +4; r1 = r10; r1 += -8; r1 += r0; *(u8 *)(r1 + 0) = 1; r0 = 0; exit
      socket_filter | stack-range 5 | call 7; if r0 > 8 goto +4; r1 = r10; r1 += -8; r1 += r0; *(u8 *)(r1 + 0) = 1; r0 = 0; exit
      socket_filter | unbounded-offset 3 | call 7; r1 = r10; r1 += -8; r1 += r0; r0 = 0; exit
      socket_filter | reference-leak 7 | r1 = ring ll; r2 = 8; r3 = 0; call 131; r0 = 0; r1 = 0; exit
      socket_filter | accept | r1 = ring ll; r2 = 8; r3 = 0; call 131; if r0 == 0 goto +3; r1 = r0; r2 = 0; call 132; r0 = 0; exit
      socket_filter | tail-call 10 | r6 = r1; r1 = ring ll; r2 = 8; r3 = 0; call 131; r1 = r6; r2 = tails ll; r3 = 0; call 12; r0 = 0; exit
      socket_filter | exit-value 4 | r2 = tails ll; r3 = 0; call 12; exit
      xdp | legacy-packet 1 | r6 = r1; r0 = *(u8 *)skb[0]; exit
      sched_cls | accept | r6 = 0; *(u64 *)(r10 - 8) = r6; *(u64 *)(r10 - 16) = r6; r2 = r10; r2 += -16; r3 = 12; r4 = 0; r5 = 0; call 84; if r0 == 0 goto +7; r6 = r0; r1 = r6; call 96; if r0 == 0 goto +1; r0 = *(u32 *)(r0 + 0); r1 = r6; call 86; r0 = 0; exit
      xdp | accept | r2 = *(u32 *)(r1 + 0); r3 = *(u32 *)(r1 + 4); r4 = r2; r4 += 4; if r4 > r3 goto +1; r0 = *(u32 *)(r2 + 0); r0 = 2; exit
      xdp | packet-range 5 | r2 = *(u32 *)(r1 + 0); r3 = *(u32 *)(r1 + 4); r4 = r2; r4 += 4; if r4 > r3 goto +1; r0 = *(u64 *)(r2 + 0); r0 = 2; exit
      sched_cls | unwritten-register 9 | r2 = *(u32 *)(r1 + 76); r3 = *(u32 *)(r1 + 80); r4 = r2; r4 += 4; if r4 > r3 goto +4; r6 = r1; r2 = 0; call 39; r0 = 0; r0 = r4; exit
      cgroup_skb | packet-write 5 | r2 = *(u32 *)(r1 + 76); r3 = *(u32 *)(r1 + 80); r4 = r2; r4 += 4; if r4 > r3 goto +1; *(u32 *)(r2 + 0) = 1; r0 = 1; exit
      raw_tracepoint | unwritten-register 9 | r2 = 0; r3 = 0; r1 = r10; r1 += -16; call 114; r4 = -824776035; if w0 != -1647492611 goto +0; if r0 s<= r4 goto +2; if r0 s>= 16 goto +1; if r9 s< 10 goto -1; r0 = 0; exit
      cgroup_skb | return-range 1 | r0 = 4; exit
      sched_cls | lock-pair 10 | *(u32 *)(r10 - 4) = 0; r2 = r10; r2 += -4; r1 = lock ll; call 1; if r0 == 0 goto +2; r1 = r0; call 93; r0 = 0; exit
      sched_cls | map-field 7 | *(u32 *)(r10 - 4) = 0; r2 = r10; r2 += -4; r1 = lock ll; call 1; if r0 == 0 goto +1; r0 = *(u32 *)(r0 + 0); r0 = 0; exit
      """;

  record Line(ProgramType type, String expected, String source) {
    static Line parse(String line) {
      String[] parts = line.split("\\|", 3);
      return new Line(
          ProgramType.valueOf(parts[0].strip().toUpperCase(Locale.ROOT)),
          parts[1].strip(),
          parts[2].strip());
    }
  }

  static List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    TABLE.lines().map(Line::parse).forEach(lines::add);
    return lines;
  }

  @ParameterizedTest
  @MethodSource("lines")
  void theRuleThatIsBrokenIsFoundWhereItIs(Line line) {
    assertThat(said(Verifier.of(NEWEST).verify(subject(line)))).isEqualTo(line.expected);
  }

  private static String said(Verdict verdict) {
    if (verdict instanceof Verdict.Rejected rejected) {
      Finding finding = rejected.finding();
      return finding.rule().code() + " " + finding.slot();
    }
    return verdict instanceof Verdict.Accepted ? "accept" : verdict.toString();
  }

  private static Subject subject(Line line) {
    Assembly assembly = Assembler.assemble(line.source.replace(";", "\n"));
    Program program = assembly.program().orElseThrow(() -> new AssertionError(assembly.report()));
    Map<Integer, MapShape> maps = new HashMap<>();
    program.maps().forEach(map -> maps.put(map.slot().number(), MAPS.get(map.map())));
    return Subject.of(program, line.type).withMaps(maps);
  }
}
