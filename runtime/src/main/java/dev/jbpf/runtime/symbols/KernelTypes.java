package dev.jbpf.runtime.symbols;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.struct.KernelMember;
import dev.jbpf.kernel.struct.KernelStruct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the structures of the kernel that runs look like. They differ from kernel to kernel: a
 * program that asks here, when it is built, runs on all of them.
 *
 * <pre>{@code
 * StructField dev = KernelTypes.field("sk_buff", "dev");
 * builder.readKernel(-8, R6, dev);
 * }</pre>
 */
public final class KernelTypes {
  /** What the records of tracepoints are called by, before a name that several may share. */
  private static final String TRACEPOINT = "trace_event_raw_";

  private static final Path FOLDER = Path.of("/sys/kernel/btf");
  private static final Path VMLINUX = FOLDER.resolve("vmlinux");

  private KernelTypes() {}

  private static volatile Optional<Btf> types = Optional.empty();

  private static Btf read() {
    try {
      return Btf.read(VMLINUX);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the kernel's types, "
              + VMLINUX
              + ": "
              + (e instanceof NoSuchFileException
                  ? "/sys is not mounted, or the kernel was built without them"
                      + " (CONFIG_DEBUG_INFO_BTF, since Linux 5.2)"
                  : e.getMessage()),
          e);
    }
  }

  /**
   * {@return all types of the kernel itself, without those of its modules; read once}
   *
   * @throws UncheckedIOException if the kernel has none
   */
  public static Btf all() {
    Optional<Btf> known = types;
    return known.isPresent() ? known.get() : readOnce();
  }

  /**
   * {@return the types that programs meet in this kernel: its own, and those of its modules} None
   * are read before something asks for them.
   */
  public static CoreTypes forPrograms() {
    return CoreTypes.ofNamed(KernelTypes::all, KernelTypes::namedModules);
  }

  /** {@return the types of its modules, each with the kernel's as its base; read each time} */
  public static List<Btf> modules() {
    return List.copyOf(namedModules().values());
  }

  /** {@return the same by the modules' names; none where the kernel does not tell} */
  public static Map<String, Btf> namedModules() {
    Map<String, Btf> modules = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      files
          .filter(file -> !file.equals(VMLINUX))
          .sorted()
          .forEach(file -> addModule(file, modules));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the types of the kernel's modules", e);
    }
    return modules;
  }

  /** A module may go while its types are read. */
  private static void addModule(Path file, Map<String, Btf> modules) {
    try {
      modules.put(file.getFileName().toString(), Btf.parse(Files.readAllBytes(file), all()));
    } catch (IOException gone) {
      modules.remove(file.getFileName().toString());
    }
  }

  /** No constant of a class: what fails here may succeed when a file system is mounted. */
  private static synchronized Btf readOnce() {
    if (types.isEmpty()) {
      types = Optional.of(read());
    }
    return types.get();
  }

  /**
   * {@return where a structure has a member, be it in an anonymous structure inside; since 5.2}
   *
   * @param struct its name: {@code sk_buff}
   * @param member its name: {@code dev}; {@link StructField#then} leads into structures inside
   * @throws IllegalArgumentException if there is none, or it is a bit field
   * @throws UncheckedIOException if the kernel does not tell
   */
  public static StructField field(String struct, String member) {
    return field(all(), struct, member);
  }

  static StructField field(Btf types, String struct, String member) {
    BtfType.Struct type =
        struct(types, struct).orElseThrow(() -> new IllegalArgumentException(noStruct(struct)));
    return find(types, struct, type, 0, member)
        .orElseThrow(() -> new IllegalArgumentException(noMember(types, type, member)));
  }

  /**
   * {@return what this kernel lacks of what {@code member} names, in words with the nearest name;
   * empty if it has all}
   *
   * @throws UncheckedIOException if the kernel does not tell
   */
  @SuppressWarnings("exports")
  public static Optional<String> missing(KernelMember member) {
    Btf types = all();
    KernelStruct in = member.struct();
    for (int number : member.path()) {
      KernelStruct.Member step = in.members().get(number);
      Optional<BtfType.Struct> type = struct(types, in.name());
      if (type.isEmpty()) {
        return Optional.of(noStruct(in.name()));
      }
      if (names(types, type.get()).noneMatch(step.name()::equals)) {
        return Optional.of(noMember(types, type.get(), step.name()));
      }
      in = step.content() instanceof KernelStruct.Inside inside ? inside.struct() : in;
    }
    return Optional.empty();
  }

  private static Optional<BtfType.Struct> struct(Btf types, String name) {
    return types.find(name, BtfKind.STRUCT).stream()
        .mapToObj(id -> (BtfType.Struct) types.type(id))
        .findFirst();
  }

  /** {@return the names of its members, be they in an anonymous structure inside} */
  private static Stream<String> names(Btf types, BtfType.Composite type) {
    return type.members().stream()
        .flatMap(
            member ->
                member.name().isEmpty()
                        && types.type(types.resolve(member.type()))
                            instanceof BtfType.Composite inside
                    ? names(types, inside)
                    : Stream.of(member.name()));
  }

  private static Optional<StructField> find(
      Btf types, String struct, BtfType.Composite type, long start, String name) {
    return type.members().stream()
        .flatMap(member -> found(types, struct, member, start + member.bitOffset(), name))
        .findFirst();
  }

  private static Stream<StructField> found(
      Btf types, String struct, BtfType.Member member, long at, String name) {
    BtfType type = types.type(types.resolve(member.type()));
    if (member.name().isEmpty() && type instanceof BtfType.Composite inside) {
      return find(types, struct, inside, at, name).stream();
    } else if (!member.name().equals(name)) {
      return Stream.empty();
    } else if (member.isBitField()) {
      throw new IllegalArgumentException(struct + "." + name + " is a bit field");
    }
    int size = Math.toIntExact(types.sizeOf(member.type()).orElse(0));
    boolean isSigned = type instanceof BtfType.Int number && number.isSigned();
    return Stream.of(
        new StructField(struct, name, Math.toIntExact(at / Byte.SIZE), size, isSigned));
  }

  /**
   * {@return the name, without {@code prefix}, of the type that somebody may have meant who wrote
   * {@code name}} Nothing where the kernel has no types.
   *
   * @param prefix what {@code name}, and all that it may be, start with
   */
  public static Optional<String> near(BtfKind kind, String prefix, String name) {
    try {
      Btf types = all();
      List<String> names =
          IntStream.range(1, types.size())
              .filter(id -> types.kind(id).filter(kind::equals).isPresent())
              .mapToObj(types::name)
              .filter(candidate -> candidate.startsWith(prefix))
              .map(candidate -> candidate.substring(prefix.length()))
              .toList();
      return Suggestions.nearest(name.substring(prefix.length()), names);
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static String noStruct(String name) {
    Optional<String> meant = shared(name).or(() -> near(BtfKind.STRUCT, "", name));
    return "this kernel has no struct " + name + meant(meant);
  }

  /** {@return the record that a tracepoint has in common with others, whose names start alike} */
  private static Optional<String> shared(String name) {
    if (!name.startsWith(TRACEPOINT)) {
      return Optional.empty();
    }
    return IntStream.iterate(name.length() - 1, end -> end > TRACEPOINT.length(), end -> end - 1)
        .mapToObj(end -> name.substring(0, end))
        .filter(part -> all().find(part, BtfKind.STRUCT).isPresent())
        .findFirst();
  }

  private static String noMember(Btf types, BtfType.Struct type, String member) {
    return "struct "
        + type.name()
        + " of this kernel has no member "
        + member
        + meant(Suggestions.nearest(member, names(types, type).toList()));
  }

  private static String meant(Optional<String> near) {
    return near.map(name -> "; did you mean " + name + "?").orElse("");
  }
}
