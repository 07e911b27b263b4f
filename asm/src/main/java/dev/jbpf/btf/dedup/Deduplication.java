package dev.jbpf.btf.dedup;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import java.util.Arrays;

/**
 * A BTF in which each type is there once. Two types are one if they look the same, and so does all
 * that they lead to. A declaration is the definition of its name, where there is one definition, or
 * all are one. Variables and sections stay what they are: two of one name have two places.
 *
 * <p>Sizes, layouts and names are those of before; doing it again changes nothing. Types keep their
 * order. Types of a split BTF and its base become one table. Instances are immutable.
 */
public final class Deduplication {
  private static final int NONE = -1;

  private final Btf types;

  /** For each type the number that it has afterwards. */
  private final int[] ids;

  /** For each number the type that has it. */
  private final int[] kept;

  private Deduplication(Btf types, int[] classes) {
    this.types = types;
    int[] first = firsts(types, classes);
    int[] numbers = new int[first.length];
    int[] chosen = new int[first.length];
    int count = 0;
    for (int id = 0; id < classes.length; id++) {
      if (first[classes[id]] == id) {
        chosen[count] = id;
        numbers[classes[id]] = count++;
      }
    }
    this.ids = Arrays.stream(classes).map(number -> numbers[number]).toArray();
    this.kept = Arrays.copyOf(chosen, count);
  }

  /** The first of each class, a definition if there is one. */
  private static int[] firsts(Btf types, int[] classes) {
    int[] first = new int[classes.length];
    Arrays.fill(first, NONE);
    for (int id = 0; id < classes.length; id++) {
      int known = first[classes[id]];
      if (known == NONE
          || ForwardDeclarations.onlyDeclares(types, known)
              && !ForwardDeclarations.onlyDeclares(types, id)) {
        first[classes[id]] = id;
      }
    }
    return first;
  }

  /** {@return the types of {@code types}, each once} */
  public static Deduplication of(Btf types) {
    return new Deduplication(types, new ForwardDeclarations(types).classes(new TypeClasses(types)));
  }

  /** {@return the number of types that are left, void included} */
  public int size() {
    return kept.length;
  }

  /**
   * {@return the id that the type of {@code id} has now}
   *
   * @throws IndexOutOfBoundsException if there was none
   */
  public int id(int id) {
    return ids[id];
  }

  /**
   * Adds the types to {@code builder}, which has none yet, so that their ids are those of {@link
   * #id}.
   *
   * @throws IllegalArgumentException if it has types
   */
  public void writeTo(BtfBuilder builder) {
    if (builder.size() > 1) {
      throw new IllegalArgumentException("there are " + (builder.size() - 1) + " types already");
    }
    for (int number = 1; number < kept.length; number++) {
      builder.append(types.type(kept[number]).withReferences(this::id));
    }
  }

  /** {@return the BTF} */
  public byte[] toBytes() {
    BtfBuilder builder = new BtfBuilder(types.order());
    writeTo(builder);
    return builder.toBytes();
  }
}
