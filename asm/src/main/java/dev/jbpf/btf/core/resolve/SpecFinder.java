package dev.jbpf.btf.core.resolve;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.core.resolve.Spec.Draft;
import dev.jbpf.btf.core.resolve.Spec.Step;
import dev.jbpf.kernel.call.CoreRelocation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for what an object means in one of the kernel's types: members and enumerators by their
 * names, members in whatever anonymous structures they lie, elements by their numbers.
 */
final class SpecFinder {
  private final Spec ours;
  private final Btf target;
  private final Likeness likeness;

  private SpecFinder(Spec ours, Btf target) {
    this.ours = ours;
    this.target = target;
    this.likeness = new Likeness(ours.types(), target);
  }

  /** What {@code ours} is in the type {@code root} of {@code target}; empty if it is not there. */
  static Optional<Spec> find(CoreRecord record, Spec ours, Btf target, int root) {
    SpecFinder finder = new SpecFinder(ours, target);
    if (record.isOfField()) {
      return finder.field(root);
    }
    if (record.isOfEnumerator()) {
      return finder.enumerator(root);
    }
    boolean isThere =
        record.kind() == CoreRelocation.TYPE_MATCHES
            ? new TypeMatch(ours.types(), target).matches(ours.root(), root)
            : new TypeMake(ours.types(), target).isOne(ours.root(), root);
    return isThere
        ? Optional.of(new Spec(target, root, List.of(), List.of(0), 0))
        : Optional.empty();
  }

  private Optional<Spec> enumerator(int root) {
    int type = target.resolve(root);
    String name = ours.last().name().orElseThrow();
    List<BtfType.Enumerator> values = Enumerators.of(target, type);
    for (int i = 0; i < values.size(); i++) {
      if (Likeness.isOneName(name, values.get(i).name())) {
        Step step = new Step(type, i, Optional.of(values.get(i).name()));
        return Optional.of(new Spec(target, root, List.of(step), List.of(i), 0));
      }
    }
    return Optional.empty();
  }

  /** Where a search is: what is found so far, and the type in which it goes on. */
  private record Place(Draft draft, int type) {}

  private Optional<Spec> field(int root) {
    Optional<Place> place = Optional.of(new Place(Draft.EMPTY, root));
    for (int i = 0; i < ours.steps().size(); i++) {
      Step step = ours.steps().get(i);
      boolean isFirst = i == 0;
      place =
          place.flatMap(
              here ->
                  step.name().isPresent()
                      ? member(here, step)
                      : isFirst ? Optional.of(element(here, step)) : checkedElement(here, step));
    }
    return place.map(end -> end.draft.toSpec(target, root));
  }

  private Optional<Place> checkedElement(Place here, Step step) {
    if (!(target.type(target.resolve(here.type)) instanceof BtfType.Array array)) {
      return Optional.empty();
    }
    Step before = here.draft.steps().get(here.draft.steps().size() - 1);
    return step.index() < array.count() || Spec.isFlexible(target, before, array)
        ? Optional.of(element(new Place(here.draft, array.element()), step))
        : Optional.empty();
  }

  private Place element(Place here, Step step) {
    Step found = new Step(target.resolve(here.type), step.index(), Optional.empty());
    long bits = Spec.bits(target, here.type, step.index());
    return new Place(here.draft.through(step.index(), bits).at(found), here.type);
  }

  private Optional<Place> member(Place here, Step step) {
    BtfType.Composite owner = (BtfType.Composite) ours.types().type(step.type());
    return new MemberSearch(owner.members().get(step.index())).in(here);
  }

  /** Looks for one member. */
  private final class MemberSearch {
    private final BtfType.Member wanted;

    /** Structures that do not have it, so that those found in many ways are searched once. */
    private final Set<Integer> without = new HashSet<>();

    MemberSearch(BtfType.Member wanted) {
      this.wanted = wanted;
    }

    /** The member of that name, if there is one and it can be read as ours was. */
    Optional<Place> in(Place here) {
      return named(here).filter(place -> likeness.isReadable(wanted.type(), place.type));
    }

    private Optional<Place> named(Place here) {
      int type = target.resolve(here.type);
      if (!(target.type(type) instanceof BtfType.Composite owner) || without.contains(type)) {
        return Optional.empty();
      }
      for (int i = 0; i < owner.members().size(); i++) {
        Optional<Place> found = named(here.draft, type, owner.members().get(i), i);
        if (found.isPresent()) {
          return found;
        }
      }
      without.add(type);
      return Optional.empty();
    }

    private Optional<Place> named(Draft draft, int owner, BtfType.Member member, int index) {
      if (member.name().isEmpty()) {
        return named(new Place(draft.through(index, member.bitOffset()), member.type()));
      }
      return member.name().equals(wanted.name())
          ? Optional.of(
              new Place(
                  draft
                      .through(index, member.bitOffset())
                      .at(new Step(owner, index, Optional.of(member.name()))),
                  member.type()))
          : Optional.empty();
    }
  }
}
