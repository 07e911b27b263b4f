package dev.jbpf.verifier.types;

import dev.jbpf.verifier.facts.FactTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members that lead from an object that is trusted to another that is, too. */
public final class MemberTrust {
  private static final MemberTrust TABLE =
      new MemberTrust(FactTables.lines(MemberTrust.class, "members.txt"));

  private final Map<String, Row> rows = new HashMap<>();

  /**
   * What an address in a trusted object is.
   *
   * @param trust trusted itself, or as long as the section of RCU
   * @param isNullable whether it may be null
   */
  public record Row(Trust trust, boolean isNullable) {}

  private MemberTrust(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split(" ");
      boolean isNullable = words[2].endsWith("?");
      Trust trust = words[2].startsWith("rcu") ? Trust.RCU : Trust.TRUSTED;
      rows.put(words[0] + "." + words[1], new Row(trust, isNullable));
    }
  }

  /** {@return what is known of that member; empty if it leads to what is not trusted} */
  public static Optional<Row> of(String struct, String member) {
    return Optional.ofNullable(TABLE.rows.get(struct + "." + member));
  }
}
