package dev.jbpf.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.LinkException;
import dev.jbpf.code.MapReference;
import dev.jbpf.code.Origins;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFlag;
import dev.jbpf.testing.Vectors;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of the kernel's own verifier tests, none that it accepts is refused. */
class VerifierTestsTest {
  private static final List<MapDef<?, ?>> MAPS =
      List.of(
          MapDef.hash("map_hash_8b", Codec.U64, Codec.U64, 1),
          MapDef.hash("map_hash_48b", Codec.U64, Codec.bytes(48), 1),
          MapDef.array("map_array_48b", Codec.bytes(48), 1),
          MapDef.array("map_array_ro", Codec.bytes(48), 1).withFlags(MapFlag.RDONLY_PROG),
          MapDef.array("map_array_wo", Codec.bytes(48), 1).withFlags(MapFlag.WRONLY_PROG),
          MapDef.arrayOfMaps("map_in_map", MapDef.array("inner", Codec.U32, 1), 1),
          MapDef.ringBuffer("map_ringbuf", 4096));

  /**
   * Of these the verifier knows, by the range of a value, that the wrong instruction never runs.
   */
  private static final Set<Long> DEAD_BY_VALUE = Set.of(2L, 738L, 739L, 751L, 1201L);

  @ParameterizedTest
  @CsvSource({"expected, 6, 1", "kernel618, 6, 18"})
  void noProgramThatTheKernelAcceptsIsRefused(String verdict, int major, int minor) {
    List<String> refused = new ArrayList<>();
    int caught = 0;
    int rejected = 0;
    for (Map<String, Object> row : Vectors.rows("verifier.jsonl")) {
      Program program = program(row);
      boolean isAccepted = row.get(verdict).toString().endsWith("ACCEPT");
      rejected += isAccepted ? 0 : 1;
      try {
        ProgramCheck.check(program, target(row).since(major, minor), maps(), new FieldUses());
      } catch (LinkException e) {
        if (!isAccepted) {
          caught++;
        } else if (!DEAD_BY_VALUE.contains(row.get("id"))) {
          refused.add(row.get("id") + ": " + e.getMessage());
        }
      }
    }
    assertThat(refused).isEmpty();
    assertThat(caught).as("of %d that the kernel refuses", rejected).isGreaterThan(50);
  }

  private static Target target(Map<String, Object> row) {
    int type = Math.max(1, number(row.get("prog_type")));
    return Target.of(ProgramType.of(type).orElseThrow());
  }

  private static Map<String, MapDef<?, ?>> maps() {
    Map<String, MapDef<?, ?>> maps = new HashMap<>();
    MAPS.forEach(map -> maps.put(map.name(), map));
    return maps;
  }

  private static Program program(Map<String, Object> row) {
    Program bytes = Program.decode(Vectors.bytes(row.get("insns")), ByteOrder.LITTLE_ENDIAN);
    List<MapReference> references = new ArrayList<>();
    ((Map<?, ?>) row.get("fixups"))
        .forEach(
            (map, slots) ->
                ((List<?>) slots)
                    .forEach(
                        slot ->
                            references.add(
                                new MapReference(new Slot(number(slot)), map.toString()))));
    return Program.ofWords(
        IntStream.range(0, bytes.size()).mapToLong(bytes::word).toArray(),
        bytes.size(),
        Origins.NONE,
        Map.of(),
        references);
  }

  private static int number(Object value) {
    return Math.toIntExact((Long) value);
  }
}
