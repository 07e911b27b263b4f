package dev.jbpf.gen.facts;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Enumerator;
import dev.jbpf.isa.KernelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the facts about the running kernel's enumerations and structures, as its BTF has them:
 * {@code KernelFacts ROOT}, where ROOT is the folder of the project.
 */
public final class KernelFacts {
  private static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");
  private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");
  private static final String FOLDER = "src-gen/src/main/resources/dev/jbpf/gen/facts";

  private final Map<String, List<Enumerator>> enums = new LinkedHashMap<>();

  private KernelFacts(Btf btf) {
    IntStream.range(1, btf.size())
        .filter(id -> btf.kind(id).filter(KernelFacts::isEnum).isPresent())
        .mapToObj(btf::type)
        .forEach(this::add);
  }

  /** Writes the file; see the class. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]).resolve(FOLDER);
    String version = KernelVersion.parse(Files.readString(RELEASE).strip()).toString();
    Btf btf = Btf.parse(Files.readAllBytes(BTF));
    Files.writeString(folder.resolve(Facts.ENUMS), text(btf, version));
    Files.writeString(folder.resolve(StructFacts.FILE), structs(btf, version));
    Files.writeString(folder.resolve(FieldFacts.FILE), fields(btf, version));
  }

  /** {@return the structures that the catalog asks for} */
  static String structs(Btf btf, String version) {
    StringBuilder text = new StringBuilder(head("Structures", version));
    StructReader reader = new StructReader(btf);
    for (String name : Catalog.STRUCTS) {
      text.append(StructFacts.text(reader.read(btf.find(name, BtfKind.STRUCT).orElseThrow())));
    }
    return text.toString();
  }

  /** {@return the arguments and answers of system calls that the catalog asks for} */
  static String fields(Btf btf, String version) {
    StringBuilder text = new StringBuilder(head("Arguments and answers of calls", version));
    for (Catalog.FieldsSpec spec : Catalog.FIELDS) {
      IntStream.concat(
              btf.find(spec.key(), BtfKind.STRUCT).stream(),
              btf.find(spec.key(), BtfKind.UNION).stream())
          .limit(1)
          .forEach(id -> text.append(FieldFacts.text(btf, id)));
    }
    return text.toString();
  }

  private static String head(String what, String version) {
    return "# "
        + what
        + " of Linux "
        + version
        + ", from its BTF.\n# Written by dev.jbpf.gen.facts.KernelFacts; do not edit.\n";
  }

  /** {@return the facts that the catalog asks for, as far as {@code btf} has them} */
  static String text(Btf btf, String version) {
    KernelFacts facts = new KernelFacts(btf);
    StringBuilder text = new StringBuilder(head("Enumerations", version));
    new TreeSet<>(keys()).forEach(key -> facts.write(key, text));
    return text.toString();
  }

  private static List<String> keys() {
    return Stream.concat(
            Catalog.ENUMS.stream().map(Catalog.EnumSpec::key),
            Catalog.FLAGS.stream().flatMap(spec -> spec.keys().stream()))
        .toList();
  }

  private static boolean isEnum(BtfKind kind) {
    return kind == BtfKind.ENUM || kind == BtfKind.ENUM64;
  }

  private void add(BtfType type) {
    List<Enumerator> values = values(type);
    if (!values.isEmpty()) {
      String key = type.name().isEmpty() ? values.get(0).name() : type.name();
      enums.putIfAbsent(key, values);
    }
  }

  private static List<Enumerator> values(BtfType type) {
    if (type instanceof BtfType.Enum narrow) {
      return narrow.values();
    }
    return type instanceof BtfType.Enum64 wide ? wide.values() : List.of();
  }

  private void write(String key, StringBuilder text) {
    List<Enumerator> values = Optional.ofNullable(enums.get(key)).orElse(List.of());
    if (values.isEmpty()) {
      return;
    }
    boolean anonymous = values.get(0).name().equals(key);
    text.append(anonymous ? "\nenum\n" : "\nenum " + key + "\n");
    values.forEach(
        value -> text.append(value.name()).append(' ').append(value.value()).append('\n'));
  }
}
