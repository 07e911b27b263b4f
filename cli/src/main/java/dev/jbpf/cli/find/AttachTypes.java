package dev.jbpf.cli.find;

import dev.jbpf.cli.console.UsageException;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.inspect.ConstantNames;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Places of programs by the names that bpftool has for them. */
public final class AttachTypes {
  /** What may be left out: {@code egress} is {@code cgroup_inet_egress}. */
  private static final List<String> BEGINNINGS =
      List.of("", "cgroup_", "cgroup_inet_", "sk_", "sk_skb_");

  /** The number may stand at the end instead: {@code connect4} is {@code cgroup_inet4_connect}. */
  private static final Pattern FAMILY = Pattern.compile("cgroup_(?:inet|udp)([46])_(.+)");

  private AttachTypes() {}

  /**
   * {@return which of {@code all} is called {@code name}}
   *
   * @throws UsageException if none is
   */
  public static AttachType parse(String name, Collection<AttachType> all) {
    return all.stream()
        .filter(type -> isCalled(ConstantNames.of(type), name))
        .findFirst()
        .orElseThrow(() -> new UsageException(unknown(name, all)));
  }

  private static boolean isCalled(String full, String name) {
    return spellings(full).anyMatch(name::equals);
  }

  private static Stream<String> spellings(String full) {
    Matcher family = FAMILY.matcher(full);
    Stream<String> whole =
        BEGINNINGS.stream().filter(full::startsWith).map(it -> full.substring(it.length()));
    return family.matches()
        ? Stream.concat(whole, Stream.of(family.group(2) + family.group(1)))
        : whole;
  }

  private static String unknown(String name, Collection<AttachType> all) {
    List<String> names = all.stream().map(ConstantNames::of).toList();
    return "there is no place '"
        + name
        + "' here; "
        + Suggestions.nearest(name, names.stream().flatMap(AttachTypes::spellings).toList())
            .map(near -> "did you mean '" + near + "'?")
            .orElse("there are " + String.join(", ", names));
  }
}
