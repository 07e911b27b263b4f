package dev.jbpf.elf.bpf.describe;

import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Encoding;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.Layout;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Describes keys and values as types (BTF). */
public final class LayoutTypes {
  private static final String INDEX = "__ARRAY_SIZE_TYPE__";

  /** They belong to something else, by a descriptor of it, and the kernel demands their types. */
  private static final Set<MapType> DEMANDING =
      EnumSet.of(
          MapType.SK_STORAGE, MapType.INODE_STORAGE, MapType.TASK_STORAGE, MapType.CGRP_STORAGE);

  private final BtfBuilder types;

  /** Adds to {@code types}. */
  public LayoutTypes(BtfBuilder types) {
    this.types = types;
  }

  /**
   * {@return whether the kernel is to be told what keys and values are: where they have names, by
   * which tools print them and locks are found, and where it demands it}
   */
  public static boolean isWorthwhile(MapDef<?, ?> def) {
    return DEMANDING.contains(def.type())
        || def.key().size() > 0
            && def.value().size() > 0
            && (hasNames(def.key().layout()) || hasNames(def.value().layout()));
  }

  private static boolean hasNames(Layout layout) {
    return layout instanceof Layout.Struct
        || layout instanceof Layout.Array array && hasNames(array.element());
  }

  /** {@return the id of the type that {@code layout} is} */
  public int add(Layout layout) {
    if (layout instanceof Layout.Number number) {
      return number(number.bytes(), number.isSigned());
    }
    if (layout instanceof Layout.BigEndianNumber number) {
      String name = "__be" + number.bytes() * Byte.SIZE;
      return types.add(new BtfType.Typedef(name, number(number.bytes(), false)));
    }
    if (layout instanceof Layout.Text text) {
      return array(integer("char", 1, Set.of(Encoding.SIGNED)), text.bytes());
    }
    if (layout instanceof Layout.Array array) {
      return array(add(array.element()), array.count());
    }
    return struct((Layout.Struct) layout);
  }

  private int array(int element, int count) {
    return types.add(new BtfType.Array(element, integer(INDEX, Integer.BYTES, Set.of()), count));
  }

  private int struct(Layout.Struct struct) {
    List<BtfType.Member> members = new ArrayList<>();
    for (Layout.Member m : struct.members()) {
      long bit = m.offset() * (long) Byte.SIZE;
      members.add(new BtfType.Member(m.name(), add(m.layout()), bit, 0));
    }
    return types.add(new BtfType.Struct(struct.name(), struct.bytes(), members));
  }

  private int number(int bytes, boolean isSigned) {
    return isSigned
        ? integer(name(bytes), bytes, Set.of(Encoding.SIGNED))
        : integer("unsigned " + name(bytes), bytes, Set.of());
  }

  private int integer(String name, int bytes, Set<Encoding> encodings) {
    return types.add(new BtfType.Int(name, bytes, encodings, 0, bytes * Byte.SIZE));
  }

  private static String name(int bytes) {
    return switch (bytes) {
      case 1 -> "char";
      case 2 -> "short";
      case 4 -> "int";
      default -> "long long";
    };
  }
}
