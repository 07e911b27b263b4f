package dev.jbpf.btf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the variables lie that stand for settings of the kernel's configuration: the compiler only
 * declares them, and the loader gives them a place, as libbpf does: those of the widest alignment
 * first, of these the smallest.
 *
 * @param section the id of the section {@code .kconfig}, 0 if there is none
 * @param variables in the order of their places
 * @param size of all, in bytes
 */
public record ConfigLayout(int section, List<BtfType.Variable> variables, int size) {
  /** The section's name. */
  public static final String SECTION = ".kconfig";

  private static final int MAX_DEPTH = 32;
  private static final long MOST = 1 << 20;

  /** Lists are copied. */
  public ConfigLayout {
    variables = List.copyOf(variables);
  }

  /** {@return the places of those that {@code types} declare} */
  public static ConfigLayout of(Btf types) {
    int section = types.find(SECTION, BtfKind.DATASEC).orElse(0);
    return section != 0 && types.type(section) instanceof BtfType.Datasec all
        ? place(types, section, all)
        : new ConfigLayout(0, List.of(), 0);
  }

  private static ConfigLayout place(Btf types, int section, BtfType.Datasec all) {
    List<BtfType.Variable> declared =
        all.variables().stream()
            .filter(entry -> types.type(entry.type()) instanceof BtfType.Var)
            .sorted(
                Comparator.<BtfType.Variable>comparingInt(entry -> -alignment(types, entry))
                    .thenComparing(entry -> size(types, entry))
                    .thenComparing(entry -> types.name(entry.type())))
            .toList();
    List<BtfType.Variable> placed = new ArrayList<>();
    long end = 0;
    for (BtfType.Variable entry : declared) {
      int alignment = alignment(types, entry);
      long start = (end + alignment - 1) / alignment * alignment;
      end = start + size(types, entry);
      if (end > MOST) {
        throw new BtfException(0, "the variables of " + SECTION + " take more than 1 MiB");
      }
      placed.add(new BtfType.Variable(entry.type(), start, end - start));
    }
    return new ConfigLayout(section, placed, (int) end);
  }

  private static long size(Btf types, BtfType.Variable entry) {
    return types.sizeOf(entry.type()).orElse(0);
  }

  /** Of a number its size; of others that of what they are made of. */
  private static int alignment(Btf types, BtfType.Variable entry) {
    int id = ((BtfType.Var) types.type(entry.type())).type();
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      int plain = types.resolve(id);
      if (!(types.type(plain) instanceof BtfType.Array array)) {
        return ofNumber(types.sizeOf(plain).orElse(1));
      }
      id = array.element();
    }
    throw new BtfException(0, "an array of more than " + MAX_DEPTH + " dimensions");
  }

  private static int ofNumber(long size) {
    return size >= Long.BYTES
        ? Long.BYTES
        : size >= Integer.BYTES ? Integer.BYTES : size == 2 ? 2 : 1;
  }
}
