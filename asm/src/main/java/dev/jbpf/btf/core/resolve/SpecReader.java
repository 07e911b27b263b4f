package dev.jbpf.btf.core.resolve;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.core.resolve.Spec.Draft;
import dev.jbpf.btf.core.resolve.Spec.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows the path of a record through the object's own types. */
final class SpecReader {
  private static final String SEPARATOR = ":";

  private final Btf types;
  private final CoreRecord record;

  private SpecReader(Btf types, CoreRecord record) {
    this.types = types;
    this.record = record;
  }

  static Spec read(Btf types, CoreRecord record) {
    SpecReader reader = new SpecReader(types, record);
    List<Integer> path = reader.path();
    return record.isOfField()
        ? reader.field(path)
        : record.isOfEnumerator() ? reader.enumerator(path) : reader.type(path);
  }

  private List<Integer> path() {
    List<Integer> numbers = new ArrayList<>();
    for (String part : record.path().split(SEPARATOR, -1)) {
      numbers.add(number(part));
    }
    return numbers;
  }

  private int number(String part) {
    try {
      int number = Integer.parseInt(part);
      if (number >= 0 && Character.isDigit(part.charAt(0))) {
        return number;
      }
      throw bad("'" + part + "' is no number of a member");
    } catch (NumberFormatException e) {
      throw bad("'" + part + "' is no number of a member");
    }
  }

  private Spec type(List<Integer> path) {
    if (!path.equals(List.of(0))) {
      throw bad("of a type itself it must be 0");
    }
    return new Spec(types, record.type(), List.of(), path, 0);
  }

  private Spec enumerator(List<Integer> path) {
    int type = types.resolve(record.type());
    List<BtfType.Enumerator> values = Enumerators.of(types, type);
    if (path.size() != 1 || path.get(0) >= values.size()) {
      throw bad("the type has " + values.size() + " enumerators");
    }
    int index = path.get(0);
    Step step = new Step(type, index, Optional.of(values.get(index).name()));
    return new Spec(types, record.type(), List.of(step), path, 0);
  }

  private Spec field(List<Integer> path) {
    int first = path.get(0);
    Draft draft =
        Draft.EMPTY
            .through(first, Spec.bits(types, record.type(), first))
            .at(new Step(types.resolve(record.type()), first, Optional.empty()));
    int type = record.type();
    for (int i = 1; i < path.size(); i++) {
      int plain = types.resolve(type);
      int index = path.get(i);
      if (types.type(plain) instanceof BtfType.Composite owner) {
        BtfType.Member member = member(owner, index);
        draft = draft.through(index, member.bitOffset());
        type = member.type();
        if (!member.name().isEmpty()) {
          draft = draft.at(new Step(plain, index, Optional.of(member.name())));
        }
      } else if (types.type(plain) instanceof BtfType.Array array) {
        checkIndex(array, index, draft);
        type = array.element();
        draft =
            draft
                .through(index, Spec.bits(types, type, index))
                .at(new Step(types.resolve(type), index, Optional.empty()));
      } else {
        throw bad("step " + i + " leads into " + TypeNames.of(types, plain));
      }
    }
    return draft.toSpec(types, record.type());
  }

  private BtfType.Member member(BtfType.Composite owner, int index) {
    if (index >= owner.members().size()) {
      throw bad("it has " + owner.members().size() + " members, and no number " + index);
    }
    return owner.members().get(index);
  }

  private void checkIndex(BtfType.Array array, int index, Draft draft) {
    Step before = draft.steps().get(draft.steps().size() - 1);
    if (index >= array.count() && !Spec.isFlexible(types, before, array)) {
      throw bad("element " + index + " of an array of " + array.count());
    }
  }

  private CoreException bad(String reason) {
    return new CoreException(
        String.format(
            "path '%s' of %s: %s", record.path(), TypeNames.of(types, record.type()), reason));
  }
}
