package dev.jbpf.verifier.request;

import dev.jbpf.btf.Btf;
import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.function.FunctionTypes;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.MapShapes;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One program to verify.
 *
 * <pre>{@code
 * {"insns": hex, "prog_type": "xdp", "expected_attach_type": 0, "flags": 0, "kernel": "6.18",
 *  "license": "GPL",
 *  "maps": [{"slot": 3, "type": "hash", "key": 8, "value": 8, "max_entries": 1, "flags": 0,
 *            "inner": {…}, "lock_at": 0, "btf": hex, "value_type": 7, "content": hex}],
 *  "btf": hex, "func_info": [{"slot": 0, "type": 5}]}
 * }</pre>
 *
 * All but {@code insns} and {@code prog_type} may be left out. {@code content} is what is in an
 * array that is frozen.
 *
 * @param subject what is to be verified
 * @param kernel for which kernel
 */
public record VerifyRequest(Subject subject, KernelVersion kernel) {
  /** The kernel that is meant where none is named. */
  public static final KernelVersion NEWEST = new KernelVersion(6, 18);

  private static final String INSNS = "insns";
  private static final String TYPE = "prog_type";
  private static final String INNER = "inner";
  private static final String LOCK = "lock_at";
  private static final String TYPES = "btf";
  private static final String FUNCTION = "type";
  private static final int MAPS_IN_MAPS = 8;

  /**
   * {@return the request that those fields make} Values are texts, numbers, lists and maps.
   *
   * @throws IllegalArgumentException if a field is missing, or is not what it should be; the
   *     message names it
   */
  public static VerifyRequest of(Map<String, ?> values) {
    RequestFields fields = new RequestFields("", values);
    Program program = program(fields);
    Subject subject =
        Subject.of(program, type(fields))
            .at(fields.number("expected_attach_type", 0))
            .withFlags(fields.number("flags", 0))
            .underGpl(Subjects.isGpl(fields.text("license").orElse("GPL")))
            .withMaps(maps(fields, program));
    Subject whole = functions(fields).map(subject::withFunctionTypes).orElse(subject);
    return new VerifyRequest(
        fields.text("target").map(whole::against).orElse(whole), kernel(fields));
  }

  /** {@return what that kernel would say} */
  public Verdict verify() {
    return Verifier.of(kernel).with(KernelBtf.ofRunningKernel(kernel)).verify(subject);
  }

  private static Optional<FunctionTypes> functions(RequestFields fields) {
    int[] info =
        fields.objects("func_info").stream()
            .flatMapToInt(row -> IntStream.of(row.number("slot", 0), row.number(FUNCTION, 0)))
            .toArray();
    return types(fields)
        .filter(types -> info.length > 0)
        .map(types -> FunctionTypes.of(types, info));
  }

  private static Optional<Btf> types(RequestFields fields) {
    return fields.bytes(TYPES).map(bytes -> types(fields, bytes));
  }

  private static Btf types(RequestFields fields, byte[] bytes) {
    try {
      return Btf.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw fields.wrong(TYPES, "is no BTF: " + e.getMessage());
    }
  }

  private static Program program(RequestFields fields) {
    byte[] bytes = fields.bytes(INSNS).orElseThrow(() -> fields.wrong(INSNS, "is missing"));
    try {
      return Program.decode(bytes, ByteOrder.LITTLE_ENDIAN);
    } catch (IllegalArgumentException e) {
      throw fields.wrong(INSNS, "is no program: " + e.getMessage());
    }
  }

  private static ProgramType type(RequestFields fields) {
    String name = fields.text(TYPE).orElseThrow(() -> fields.wrong(TYPE, "is missing"));
    return constant(ProgramType.values(), name)
        .orElseThrow(() -> fields.wrong(TYPE, "is no type of programs: " + name));
  }

  private static <T extends Enum<T>> Optional<T> constant(T[] all, String name) {
    String wanted = name.toUpperCase(Locale.ROOT);
    return List.of(all).stream().filter(each -> each.name().equals(wanted)).findFirst();
  }

  private static KernelVersion kernel(RequestFields fields) {
    return fields.text("kernel").map(KernelVersion::parse).orElse(NEWEST);
  }

  /** One map is told from another of its shape by what the instruction that loads it says. */
  private static Map<Integer, MapShape> maps(RequestFields fields, Program program) {
    Map<Integer, MapShape> maps = new HashMap<>();
    for (RequestFields map : fields.objects("maps")) {
      int slot = map.number("slot", 0);
      MapShape shape = shape(map, MAPS_IN_MAPS);
      boolean isThere = slot >= 0 && slot < program.size();
      maps.put(slot, isThere ? shape.named("map " + Words.imm(program.word(slot))) : shape);
    }
    return maps;
  }

  private static MapShape shape(RequestFields fields, int depth) {
    String name = fields.text("type").orElseThrow(() -> fields.wrong("type", "is missing"));
    MapType type =
        constant(MapType.values(), name)
            .orElseThrow(() -> fields.wrong("type", "is no type of maps: " + name));
    MapShape shape =
        MapShape.of(
            type,
            fields.number("key", 0),
            fields.number("value", 0),
            fields.number("max_entries", 1),
            fields.number("flags", 0));
    if (fields.has(LOCK)) {
      shape = shape.with(List.of(lock(fields)));
    }
    Optional<Btf> types = types(fields);
    if (types.isPresent()) {
      shape = shape.with(MapShapes.fields(types.get(), fields.number("value_type", 0)));
    }
    shape = fields.bytes("content").map(shape::frozen).orElse(shape);
    if (fields.has(INNER) && depth > 0) {
      shape = shape.holding(shape(fields.object(INNER), depth - 1));
    }
    return shape;
  }

  private static MapShape.Field lock(RequestFields fields) {
    return new MapShape.Field(MapShape.FieldKind.SPIN_LOCK, fields.number(LOCK, 0), "");
  }
}
