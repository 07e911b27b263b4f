package dev.jbpf.verifier.types;

import dev.jbpf.btf.BtfType.Composite;
import dev.jbpf.btf.BtfType.Member;
import dev.jbpf.verifier.facts.FactTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of the kernel's objects that some programs may store to. */
final class MemberStores {
  private static final String ANYWHERE = "*";
  private static final Map<String, List<String>> ROWS =
      read(FactTables.lines(MemberStores.class, "stores.txt"));

  /** Bytes of a structure. */
  private record Extent(long off, long size) {}

  private MemberStores() {}

  private static Map<String, List<String>> read(List<String> lines) {
    Map<String, List<String>> rows = new HashMap<>();
    for (String line : lines) {
      List<String> words = List.of(line.split(" "));
      rows.computeIfAbsent(words.get(0) + " " + words.get(1), none -> new ArrayList<>())
          .addAll(words.subList(2, words.size()));
    }
    return rows;
  }

  /** {@return whether {@code who} may store so many bytes there} */
  static boolean isOpen(String who, KernelView view, int type, long off, int size) {
    return ROWS.getOrDefault(who + " " + view.name(type), List.of()).stream()
        .anyMatch(member -> isIn(member, view, type, off, size));
  }

  private static boolean isIn(String member, KernelView view, int type, long off, int size) {
    boolean isAnywhere = member.endsWith(ANYWHERE);
    String way = isAnywhere ? member.substring(0, member.length() - 1) : member;
    return extent(view, type, List.of(way.split("\\.")))
        .filter(at -> isAnywhere ? off >= at.off() : off == at.off())
        .filter(at -> off + size <= at.off() + at.size())
        .isPresent();
  }

  private static Optional<Extent> extent(KernelView view, int type, List<String> way) {
    Optional<Member> found =
        view.plain(type) instanceof Composite outer
            ? outer.members().stream().filter(one -> one.name().equals(way.get(0))).findFirst()
            : Optional.empty();
    return found.flatMap(
        member -> {
          long start = member.bitOffset() / Byte.SIZE;
          return way.size() == 1
              ? Optional.of(new Extent(start, view.types().sizeOf(member.type()).orElse(0)))
              : extent(view, view.resolve(member.type()), way.subList(1, way.size()))
                  .map(inner -> new Extent(start + inner.off(), inner.size()));
        });
  }
}
