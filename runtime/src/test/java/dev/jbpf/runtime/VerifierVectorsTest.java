package dev.jbpf.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.code.origin.Origins;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Vectors;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The verdicts of a 6.18 kernel on the kernel's own verifier tests, through our loader. */
@KernelTest
class VerifierVectorsTest {
  private static final KernelVersion RECORDED = new KernelVersion(6, 18);

  /** Of the tests' own flags the one that changes how a program is loaded. */
  private static final int STRICT_ALIGNMENT = 2;

  private static final MapDef<Integer, byte[]> ARRAY =
      MapDef.array("map_array_48b", Codec.bytes(48), 1);

  private static final List<MapDef<?, ?>> MAPS =
      List.of(
          MapDef.hash("map_hash_8b", Codec.U64, Codec.U64, 1),
          MapDef.hash("map_hash_48b", Codec.U64, Codec.bytes(48), 1),
          ARRAY,
          MapDef.array("map_array_ro", Codec.bytes(48), 1).withFlags(MapFlag.RDONLY_PROG),
          MapDef.array("map_array_wo", Codec.bytes(48), 1).withFlags(MapFlag.WRONLY_PROG),
          MapDef.arrayOfMaps("map_in_map", MapDef.array("inner", Codec.U32, 1), 1),
          MapDef.ringBuffer("map_ringbuf", 4096));

  /** A verdict, and whether the log told where. */
  private record Verdict(String word, boolean hasSlot) {}

  @Test
  void ourLoaderGetsTheRecordedVerdicts() {
    Assumptions.assumeTrue(
        KernelVersion.parse(System.getProperty("os.version")).equals(RECORDED),
        "the verdicts are those of Linux " + RECORDED);
    List<Object> wrong = new ArrayList<>();
    List<Object> placeless = new ArrayList<>();
    int rejected = 0;
    for (Map<String, Object> row : Vectors.rows("verifier.jsonl")) {
      Verdict verdict = load(row);
      if (!verdict.word().equals(row.get("kernel618"))) {
        wrong.add(row.get("id"));
      }
      if (verdict.word().equals("REJECT")) {
        rejected++;
        if (!verdict.hasSlot()) {
          placeless.add(row.get("id"));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(rejected).isGreaterThan(40);
    assertThat(placeless.size() * 20)
        .as("rejections without a place: %s", placeless)
        .isLessThanOrEqualTo(rejected);
  }

  private static Verdict load(Map<String, Object> row) {
    try {
      Bpf.load(spec(row)).close();
      return new Verdict("ACCEPT", true);
    } catch (VerifierException e) {
      return new Verdict("REJECT", e.slot().isPresent());
    } catch (BpfSyscallException e) {
      return new Verdict("REJECT", false);
    }
  }

  private static ProgramSpec spec(Map<String, Object> row) {
    int type = Math.max(1, number(row.get("prog_type")));
    ProgramSpec spec = ProgramSpec.of("vector", ProgramType.of(type).orElseThrow(), program(row));
    int attachType = number(row.get("expected_attach_type"));
    if (attachType != 0) {
      spec = spec.withAttachType(AttachType.of(attachType).orElseThrow());
    }
    if ((number(row.get("flags")) & STRICT_ALIGNMENT) != 0) {
      spec = spec.withFlags(ProgramFlag.STRICT_ALIGNMENT);
    }
    for (MapDef<?, ?> map : MAPS) {
      if (((Map<?, ?>) row.get("fixups")).containsKey(map.name())) {
        spec = spec.withMap(map);
      }
    }
    return spec;
  }

  private static int number(Object value) {
    return Math.toIntExact((Long) value);
  }

  private static Program program(Map<String, Object> row) {
    Program bytes = Program.decode(Vectors.bytes(row.get("insns")), ByteOrder.LITTLE_ENDIAN);
    long[] words = new long[bytes.size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = bytes.word(i);
    }
    List<MapReference> maps = new ArrayList<>();
    ((Map<?, ?>) row.get("fixups"))
        .forEach(
            (map, slots) ->
                ((List<?>) slots)
                    .forEach(
                        slot -> maps.add(new MapReference(new Slot(number(slot)), (String) map))));
    maps.sort(Comparator.comparing(MapReference::slot));
    return Program.ofWords(words, words.length, Origins.NONE, Map.of(), maps);
  }
}
