package dev.jbpf.runtime.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.symbols.KernelSymbol;
import dev.jbpf.runtime.symbols.KernelSymbols;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the kernel made of a program, beside what bpftool prints of it. */
@KernelTest
class ProgramDumpTest {
  private static final MapDef<Long, Long> HASH = MapDef.hash("h", Codec.U64, Codec.U64, 4);
  private static final MapDef<Integer, byte[]> ARRAY = MapDef.array("a", Codec.bytes(24), 1);

  private static KernelProgram load() {
    return Bpf.load(
        ProgramSpec.of(
                "dumped",
                ProgramType.SOCKET_FILTER,
                Counter.assemble(
                    """
                    r6 = r1
                    r7 = *(u32 *)(r6 + 0)
                    call 5
                    *(u64 *)(r10 - 8) = r0
                    r2 = r10
                    r2 += -8
                    r1 = h ll
                    call 1
                    if r0 == 0 goto none
                    r1 = map_value a, 16 ll
                    r3 = *(u64 *)(r0 + 0)
                    lock *(u64 *)(r1 + 0) += r3
                    none:
                    w0 = w7
                    exit
                    """))
            .withMap(HASH)
            .withMap(ARRAY));
  }

  /** One of each kind that this bpftool spells as the kernel does. */
  private static final String ALL_KINDS =
      """
      call sub
      r1 = 5
      r2 = 0x123456789abcdef0 ll
      *(u64 *)(r10 - 8) = r1
      *(u32 *)(r10 - 16) = 7
      *(u32 *)(r10 - 12) = -7
      *(u8 *)(r10 - 17) = r1
      w3 = *(u32 *)(r10 - 16)
      lock *(u64 *)(r10 - 8) += r2
      lock *(u32 *)(r10 - 8) |= w2
      r2 = atomic_fetch_add((u64 *)(r10 - 8), r2)
      w2 = atomic_fetch_xor((u32 *)(r10 - 8), w2)
      r2 = xchg_64(r10 - 8, r2)
      w2 = xchg32_32(r10 - 8, w2)
      r0 = 1
      r0 = cmpxchg_64(r10 - 8, r0, r2)
      w0 = cmpxchg32_32(r10 - 8, w0, w2)
      r2 = -r2
      w2 = -w2
      r2 = be32 r2
      r2 = le16 r2
      w2 s>>= 3
      if r2 s> -5 goto next
      if w2 & 0x10 goto next
      if r2 != r1 goto next
      r2 ^= -1
      next:
      r0 = 0
      exit
      sub:
      r0 = 1
      exit
      """;

  private static List<String> ofBpftool(KernelProgram program) throws Exception {
    String dump =
        NetworkNamespace.run(
            "bpftool", "prog", "dump", "xlated", "id", Long.toString(program.info().id()));
    return dump.lines()
        .filter(line -> line.matches(" *\\d+: \\([0-9a-f]{2}\\) .*"))
        .map(line -> line.replaceFirst(" *\\d+: \\([0-9a-f]{2}\\) ", ""))
        .toList();
  }

  @Test
  void translatedInstructionsAreThoseThatBpftoolPrints() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/bpftool")), "bpftool is not installed");
    try (var program = load()) {
      assertThat(program.dump().lines()).isEqualTo(ofBpftool(program));
    }
    try (var program =
        Bpf.load(ProgramSpec.of("kinds", ProgramType.SOCKET_FILTER, Counter.assemble(ALL_KINDS)))) {
      assertThat(program.dump().lines())
          .isEqualTo(ofBpftool(program))
          .anyMatch(line -> line.matches("call pc\\+\\d+#bpf_prog_.*"))
          .contains("r0 = atomic64_cmpxchg((u64 *)(r10 -8), r0, r2)");
    }
  }

  @Test
  void theDumpNamesMapsAndHelpers() {
    try (var program = load()) {
      long hash = program.map(HASH).info().id();
      long array = program.map(ARRAY).info().id();
      assertThat(program.info().maps()).containsExactlyInAnyOrder(hash, array);
      assertThat(program.dump().lines())
          .anyMatch(line -> line.startsWith("call bpf_ktime_get_ns#"))
          .contains("r1 = map[id:" + hash + "]")
          .contains("r1 = map[id:" + array + "][0]+16");
    }
  }

  @Test
  void machineCodeIsWhereTheKernelSays() {
    try (var program = load()) {
      ProgramInfo info = program.info();
      assumeTrue(info.nativeBytes() > 0, "the kernel does not compile programs");
      ProgramDump dump = program.dump();
      assertThat(dump.functions()).hasSize(1);
      ProgramDump.NativeFunction function = dump.functions().get(0);
      assertThat(function.code()).hasSize(info.nativeBytes());
      assertThat(KernelSymbols.read().at(function.address()))
          .map(KernelSymbol::name)
          .contains("bpf_prog_" + info.tag() + "_dumped");
      String hex =
          function.lines().stream()
              .map(line -> line.substring(5).replace(" ", ""))
              .collect(Collectors.joining());
      assertThat(HexFormat.of().parseHex(hex)).isEqualTo(function.code());
      assertThat(function.lines().get(1)).startsWith("  10: ");
    }
  }

  @Test
  void subprogramsAreFunctionsOfTheirOwn() {
    try (var program =
        Bpf.load(
            ProgramSpec.of(
                "two",
                ProgramType.SOCKET_FILTER,
                Counter.assemble("call half\nexit\nhalf:\nr0 = 7\nexit\n")))) {
      assumeTrue(program.info().nativeBytes() > 0, "the kernel does not compile programs");
      assertThat(program.dump().functions()).hasSize(2);
    }
  }
}
