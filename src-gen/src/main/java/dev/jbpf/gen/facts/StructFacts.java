package dev.jbpf.gen.facts;

import java.util.ArrayList;
import java.util.List;

/**
 * Structures as a text of facts: {@code struct NAME SIZE}, then a line {@code MEMBER BIT-OFFSET
 * SIZE BITS SIGN TYPE} for each member.
 */
public final class StructFacts {
  /** Read from a kernel's BTF by {@link KernelFacts}. */
  public static final String FILE = "kernel-structs.txt";

  private static final String STRUCT = "struct ";
  private static final String SIGNED = "s";
  private static final String UNSIGNED = "u";

  private StructFacts() {}

  public static List<StructModel> load() {
    List<StructModel> structs = new ArrayList<>();
    String head = "";
    List<StructModel.Field> fields = new ArrayList<>();
    for (String line : Facts.resource(FILE).lines().toList()) {
      if (line.startsWith(STRUCT)) {
        add(head, fields, structs);
        head = line;
        fields = new ArrayList<>();
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        fields.add(field(line.split(" ", 6)));
      }
    }
    add(head, fields, structs);
    return structs;
  }

  private static void add(String head, List<StructModel.Field> fields, List<StructModel> structs) {
    if (!head.isEmpty()) {
      String[] words = head.split(" ");
      structs.add(new StructModel(words[1], Long.parseLong(words[2]), List.copyOf(fields)));
    }
  }

  private static StructModel.Field field(String[] words) {
    return new StructModel.Field(
        words[0],
        words[5],
        0,
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Integer.parseInt(words[3]),
        words[4].equals(SIGNED));
  }

  public static String text(StructModel struct) {
    StringBuilder text = new StringBuilder();
    text.append('\n').append(STRUCT).append(struct.name()).append(' ').append(struct.size());
    for (StructModel.Field field : struct.fields()) {
      text.append(
          String.format(
              "\n%s %d %d %d %s %s",
              field.name(),
              field.bitOffset(),
              field.size(),
              field.bits(),
              field.isSigned() ? SIGNED : UNSIGNED,
              field.type()));
    }
    return text.append('\n').toString();
  }
}
