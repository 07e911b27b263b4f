package dev.jbpf.kernel;

import dev.jbpf.diag.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tracepoint's record, as the kernel that has it describes it in {@code
 * events/CATEGORY/NAME/format} of tracefs. Programs of type {@code TRACEPOINT} find the record in
 * their context; the four common members in front are not for them.
 *
 * @param name the tracepoint's name
 * @param members in the order of the file
 */
public record TracepointFormat(String name, List<Member> members) {
  private static final Pattern NAME = Pattern.compile("name: *(\\w+)");
  private static final Pattern FIELD =
      Pattern.compile(
          "\\s*field:(.*?)(\\w+)(\\[[^\\]]*\\])?;\\s*offset:(\\d+);\\s*size:(\\d+);\\s*signed:([01]);");

  /**
   * A member.
   *
   * @param type as C writes it: {@code const char *}, {@code char[16]}
   * @param field where it is
   */
  public record Member(String type, StructField field) {}

  /** A format; {@code members} are copied. */
  public TracepointFormat {
    members = List.copyOf(members);
  }

  /**
   * {@return the format that the text of such a file tells}
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static TracepointFormat parse(String text) {
    String name = "";
    List<Member> members = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher head = NAME.matcher(line);
      Matcher field = FIELD.matcher(line);
      if (head.matches()) {
        name = head.group(1);
      } else if (field.matches()) {
        members.add(member(name, field));
      }
    }
    if (name.isEmpty() || members.isEmpty()) {
      throw new IllegalArgumentException(
          "no format of a tracepoint: it has a line 'name: …' and lines 'field:…'");
    }
    return new TracepointFormat(name, members);
  }

  private static Member member(String tracepoint, Matcher m) {
    String array = m.group(3) == null ? "" : m.group(3);
    return new Member(
        m.group(1).strip() + array,
        new StructField(
            tracepoint,
            m.group(2),
            Integer.parseInt(m.group(4)),
            Integer.parseInt(m.group(5)),
            m.group(6).equals("1")));
  }

  /**
   * {@return the member of that name}
   *
   * @throws IllegalArgumentException if there is none; the message names the nearest
   */
  public StructField field(String member) {
    return members.stream()
        .map(Member::field)
        .filter(field -> field.name().equals(member))
        .findFirst()
        .orElseThrow(() -> unknown(member));
  }

  private IllegalArgumentException unknown(String member) {
    List<String> names = members.stream().map(known -> known.field().name()).toList();
    return new IllegalArgumentException(
        "tracepoint "
            + name
            + " has no member "
            + member
            + Suggestions.nearest(member, names)
                .map(near -> "; did you mean " + near + "?")
                .orElse(": " + String.join(", ", names)));
  }
}
