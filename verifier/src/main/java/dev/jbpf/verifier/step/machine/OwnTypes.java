package dev.jbpf.verifier.step.machine;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.verifier.subject.MapShape.Field;
import dev.jbpf.verifier.subject.MapShapes;
import dev.jbpf.verifier.types.KernelView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of a program, those that it makes objects of. */
public final class OwnTypes {
  private final Btf types;
  private final KernelView view;
  private final Map<Integer, List<Field>> fields = new HashMap<>();

  OwnTypes(Btf types) {
    this.types = types;
    this.view = new KernelView(types);
  }

  /** {@return the structures} */
  public KernelView view() {
    return view;
  }

  /** {@return whether {@code id} is the number of a structure} */
  public boolean isStructure(long id) {
    return id > 0 && id < types.size() && types.type((int) id) instanceof BtfType.Struct;
  }

  /** {@return what the kernel keeps in the structure of that id} */
  public List<Field> fields(int structure) {
    return fields.computeIfAbsent(structure, id -> MapShapes.fields(types, id));
  }

  /**
   * What lists and trees hold.
   *
   * @param structure the id of the objects' structure
   * @param node where in it the node is, in bytes
   */
  public record Content(int structure, int node) {}

  /** {@return what a list or tree holds, which its author noted as {@code structure:member}} */
  public Optional<Content> content(Field collection) {
    String[] names = collection.type().split(":", 2);
    if (names.length != 2 || view.structure(names[0]).isEmpty()) {
      return Optional.empty();
    }
    int structure = view.structure(names[0]).getAsInt();
    return view.composite(structure).members().stream()
        .filter(member -> member.name().equals(names[1]))
        .findFirst()
        .map(member -> new Content(structure, (int) (member.bitOffset() / Byte.SIZE)));
  }
}
