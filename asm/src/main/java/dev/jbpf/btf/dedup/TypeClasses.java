package dev.jbpf.btf.dedup;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts types into classes, those of a class being one and the same: all are, at first, that look
 * alike but for what they refer to; then those part that refer to types of different classes, until
 * nothing changes. So types that lead back to themselves need no care of their own.
 */
final class TypeClasses {
  private static final int HERE = 0;

  private final Object[] shapes;
  private final int[][] references;

  TypeClasses(Btf types) {
    shapes = new Object[types.size()];
    references = new int[types.size()][];
    for (int id = 0; id < shapes.length; id++) {
      BtfType type = types.type(id);
      references[id] = type.references();
      shapes[id] = isUnique(type) ? (Object) id : type.withReferences(reference -> HERE);
    }
  }

  /** Variables have places, which no two of them share. */
  private static boolean isUnique(BtfType type) {
    return type instanceof BtfType.Var || type instanceof BtfType.Datasec;
  }

  /**
   * The number of each type's class.
   *
   * @param stands for each type the one that stands for it, itself in most cases
   */
  int[] of(int[] stands) {
    int[] classes = new int[shapes.length];
    int count = number(classes, stands, id -> shapes[id]);
    for (int before = 0; before != count; ) {
      before = count;
      int[] known = classes;
      classes = new int[shapes.length];
      count = number(classes, stands, id -> key(id, known));
    }
    return classes;
  }

  private interface Keys {
    Object of(int id);
  }

  private record Key(int[] numbers) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(numbers);
    }
  }

  private Key key(int id, int[] classes) {
    int[] key = new int[references[id].length + 1];
    key[0] = classes[id];
    for (int i = 1; i < key.length; i++) {
      key[i] = classes[references[id][i - 1]];
    }
    return new Key(key);
  }

  /** Fills {@code classes} in: a number for each key. Returns how many there are. */
  private static int number(int[] classes, int[] stands, Keys keys) {
    Map<Object, Integer> numbers = new HashMap<>();
    for (int id = 0; id < classes.length; id++) {
      if (stands[id] == id) {
        classes[id] = numbers.computeIfAbsent(keys.of(id), key -> numbers.size());
      }
    }
    for (int id = 0; id < classes.length; id++) {
      classes[id] = classes[stands[id]];
    }
    return numbers.size();
  }
}
