package dev.jbpf.gen.facts;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arguments and answers of system calls as a text of facts: {@code members of NAME SIZE}, then a
 * line {@code PATH OFFSET SIZE} for each number, address or array, in bytes. A structure without a
 * name in a union goes by its first member's, in parentheses. Of bit fields only the unit is there,
 * by the name of its first; what a header keeps to itself ({@code __reserved}) is not.
 */
public final class FieldFacts {
  /** Read from a kernel's BTF by {@link KernelFacts}. */
  public static final String FILE = "kernel-fields.txt";

  /** What later kernels have; kept by hand. */
  static final String LATER = "kernel-fields-later.txt";

  private static final String TYPE = "members of ";

  /** A type with its members. */
  public record Layout(String name, int size, List<Row> rows) {}

  /** A member; {@code path} has the names of the structures around it. */
  public record Row(String path, int offset, int size) {
    String text() {
      return path + " " + offset + " " + size;
    }
  }

  private final Btf btf;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  private FieldFacts(Btf btf) {
    this.btf = btf;
  }

  public static Map<String, Layout> load() {
    Map<String, Layout> layouts = new LinkedHashMap<>();
    add(Facts.resource(FILE), layouts);
    add(Facts.resource(LATER), layouts);
    return layouts;
  }

  private static void add(String text, Map<String, Layout> layouts) {
    List<Row> rows = List.of();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ");
      if (line.startsWith(TYPE)) {
        int size = Integer.parseInt(words[3]);
        rows =
            layouts
                .computeIfAbsent(words[2], name -> new Layout(name, size, new ArrayList<>()))
                .rows();
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        rows.add(new Row(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2])));
      }
    }
  }

  /** {@return the facts about the structure or union of that id} */
  public static String text(Btf btf, int id) {
    BtfType.Composite type = (BtfType.Composite) btf.type(id);
    FieldFacts facts = new FieldFacts(btf);
    facts.collect(type, "", 0);
    StringBuilder text = new StringBuilder("\n" + TYPE + type.name() + " " + type.size() + "\n");
    facts.rows.values().forEach(row -> text.append(row.text()).append('\n'));
    return text.toString();
  }

  private void collect(BtfType.Composite type, String path, long base) {
    for (BtfType.Member member : type.members()) {
      long offset = base + member.bitOffset() / Byte.SIZE;
      BtfType plain = btf.type(btf.resolve(member.type()));
      if (plain instanceof BtfType.Composite inner) {
        boolean isCommand = type instanceof BtfType.Union && inner instanceof BtfType.Struct;
        collect(inner, path + head(member.name(), inner, isCommand && path.isEmpty()), offset);
      } else if (!member.name().startsWith("_")) {
        add(path, member, offset);
      }
    }
  }

  private static String head(String name, BtfType.Composite inner, boolean isCommand) {
    if (name.isEmpty()) {
      return isCommand ? "(" + first(inner) + ")" : "";
    }
    return name + ".";
  }

  /** {@return the first member's name, or a name that tells the structure from others} */
  private static String first(BtfType.Composite type) {
    return type.members().stream()
        .map(BtfType.Member::name)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  private void add(String path, BtfType.Member member, long offset) {
    long size = btf.sizeOf(member.type()).orElse(0);
    boolean isNumber = size == Integer.BYTES || size == Long.BYTES;
    if (member.bitSize() > 0) {
      long unit = offset - offset % size;
      boolean isFirst = rows.values().stream().noneMatch(row -> row.offset() == unit);
      if (isFirst) {
        put(path + member.name(), unit, size);
      }
    } else if (isNumber || btf.type(btf.resolve(member.type())) instanceof BtfType.Array) {
      put(path + member.name(), offset, size);
    }
  }

  private void put(String path, long offset, long size) {
    rows.put(path, new Row(path, (int) offset, (int) size));
  }
}
