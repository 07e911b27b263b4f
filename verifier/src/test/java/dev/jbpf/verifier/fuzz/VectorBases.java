package dev.jbpf.verifier.fuzz;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.testing.Vectors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The programs of the public vectors, to make mutants of. */
final class VectorBases {
  private static final int STRICT_ALIGNMENT = 2;

  private VectorBases() {}

  /** {@return those that Linux 6.18 takes} */
  static List<Candidate> accepted() {
    List<Candidate> bases = new ArrayList<>();
    for (Map<String, Object> row : Vectors.rows("verifier.jsonl")) {
      if (row.get("kernel618").equals("ACCEPT")) {
        bases.add(base(row));
      }
    }
    return bases;
  }

  /** {@return all} */
  static List<Candidate> all() {
    return Vectors.rows("verifier.jsonl").stream().map(VectorBases::base).toList();
  }

  private static Candidate base(Map<String, Object> row) {
    byte[] bytes = Vectors.bytes(row.get("insns"));
    long[] slots = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(slots);
    Map<Integer, Integer> maps = new HashMap<>();
    ((Map<?, ?>) row.get("fixups"))
        .forEach(
            (name, at) ->
                ((List<?>) at).forEach(slot -> maps.put(number(slot), map((String) name))));
    return new Candidate(
        ProgramType.of(Math.max(1, number(row.get("prog_type")))).orElseThrow(),
        number(row.get("expected_attach_type")),
        (number(row.get("flags")) & STRICT_ALIGNMENT) != 0 ? 1 : 0,
        slots,
        maps);
  }

  private static int number(Object value) {
    return Math.toIntExact((Long) value);
  }

  private static int map(String name) {
    return switch (name) {
      case "map_hash_8b" -> MapPool.VECTOR_HASH;
      case "map_hash_48b" -> MapPool.WIDE_HASH;
      case "map_array_48b" -> MapPool.VARIABLES;
      case "map_array_ro" -> MapPool.READ_ONLY;
      case "map_array_wo" -> MapPool.WRITE_ONLY;
      case "map_in_map" -> MapPool.VECTOR_OUTER;
      case "map_ringbuf" -> MapPool.RING;
      default -> throw new IllegalArgumentException("no such map: " + name);
    };
  }
}
