package dev.jbpf.btf.core.resolve;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfException;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.btf.core.resolve.Candidates.Candidate;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.kernel.call.CoreRelocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what the records of one object mean among the types of a kernel. Not thread-safe: what an
 * earlier record has ruled out, a later one does not ask for again, so that records are to be given
 * in the object's order.
 */
public final class CoreLinker {
  /** More structures of one name are not looked through for a name that may be meant. */
  private static final int MOST_OWNERS = 4;

  private final Btf local;
  private final Candidates candidates;

  /** For an object whose types are {@code local}. */
  public CoreLinker(Btf local, CoreTypes types) {
    this.local = local;
    this.candidates = new Candidates(local, types);
  }

  /**
   * {@return what becomes of the instruction that {@code record} is about}
   *
   * @throws CoreException if the record makes no sense, or may mean several things
   * @throws BtfException if types that it leads through contain themselves
   */
  public CoreResolution resolve(CoreRecord record) {
    Spec ours = SpecReader.read(local, record);
    if (record.kind() == CoreRelocation.TYPE_ID_LOCAL) {
      return CoreResolution.local(record, ours);
    }
    if (local.name(record.type()).isEmpty()) {
      throw new CoreException(
          record.kind().kernelName()
              + " of a type without a name, which no kernel can be asked for");
    }
    List<Found> found = new ArrayList<>();
    for (Candidate candidate : candidates.of(record.type())) {
      SpecFinder.find(record, ours, candidate.types(), candidate.id())
          .ifPresent(
              spec -> found.add(new Found(candidate, CoreResolution.of(record, ours, spec))));
    }
    if (found.isEmpty()) {
      return CoreResolution.nothing(record, ours, near(ours));
    }
    candidates.keep(record.type(), found.stream().map(Found::candidate).toList());
    return theOne(record, ours, found);
  }

  /** {@return what the kernel calls a member that may be meant, where it lacks one of the path} */
  private Optional<String> near(Spec ours) {
    for (Spec.Step step : ours.steps()) {
      if (step.name().isPresent() && local.type(step.type()) instanceof BtfType.Composite) {
        Set<String> names = new HashSet<>();
        candidates.of(step.type()).stream().limit(MOST_OWNERS).forEach(each -> add(each, names));
        if (!names.isEmpty() && !names.contains(step.name().get())) {
          return Suggestions.nearest(step.name().get(), names);
        }
      }
    }
    return Optional.empty();
  }

  /** Adds the names of all members, those of structures without a name among them. */
  private static void add(Candidate owner, Set<String> names) {
    Btf types = owner.types();
    Set<Integer> seen = new HashSet<>(Set.of(owner.id()));
    Deque<Integer> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      if (types.type(open.pop()) instanceof BtfType.Composite found) {
        for (BtfType.Member member : found.members()) {
          if (member.name().isEmpty() && seen.add(member.type())) {
            open.push(types.resolve(member.type()));
          }
          names.add(member.name());
        }
      }
    }
  }

  private record Found(Candidate candidate, CoreResolution resolution) {}

  private static CoreResolution theOne(CoreRecord record, Spec ours, List<Found> found) {
    CoreResolution first = found.get(0).resolution;
    Optional<CoreResolution> other =
        found.stream().map(Found::resolution).filter(next -> !next.isLike(first)).findFirst();
    if (other.isPresent()) {
      throw new CoreException(
          String.format(
              "%s of %s may mean several things: %s and %s",
              record.kind().kernelName(), ours, first.target(), other.get().target()));
    }
    return first;
  }
}
