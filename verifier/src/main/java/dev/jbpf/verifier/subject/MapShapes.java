package dev.jbpf.verifier.subject;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.elf.bpf.load.DataSection;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.extern.ConfigVariable;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.Layout;
import dev.jbpf.verifier.subject.MapShape.Field;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Shapes of maps, from what defines them. */
public final class MapShapes {
  /** The structures of the kernel's that have a meaning in values, by their names in BTF. */
  private static final Map<String, FieldKind> FIELDS =
      Map.ofEntries(
          Map.entry("bpf_spin_lock", FieldKind.SPIN_LOCK),
          Map.entry("bpf_timer", FieldKind.TIMER),
          Map.entry("bpf_wq", FieldKind.WORK_QUEUE),
          Map.entry("bpf_task_work", FieldKind.TASK_WORK),
          Map.entry("bpf_res_spin_lock", FieldKind.RES_SPIN_LOCK),
          Map.entry("bpf_list_head", FieldKind.LIST_HEAD),
          Map.entry("bpf_list_node", FieldKind.LIST_NODE),
          Map.entry("bpf_rb_root", FieldKind.RB_ROOT),
          Map.entry("bpf_rb_node", FieldKind.RB_NODE),
          Map.entry("bpf_refcount", FieldKind.REFCOUNT));

  private static final String CONTAINS = "contains:";

  /** More than kernels take in one value. */
  private static final int MOST_FIELDS = 16;

  private static final Set<FieldKind> IN_ARRAYS =
      EnumSet.of(
          FieldKind.KPTR,
          FieldKind.KPTR_UNTRUSTED,
          FieldKind.KPTR_PER_CPU,
          FieldKind.OTHER_POINTER,
          FieldKind.LIST_HEAD,
          FieldKind.RB_ROOT);

  private static final Set<FieldKind> ONCE =
      EnumSet.of(
          FieldKind.SPIN_LOCK,
          FieldKind.RES_SPIN_LOCK,
          FieldKind.TIMER,
          FieldKind.WORK_QUEUE,
          FieldKind.TASK_WORK,
          FieldKind.REFCOUNT);

  private MapShapes() {}

  /** {@return the shape of the map that {@code definition} makes} */
  public static MapShape of(MapDef<?, ?> definition) {
    List<Field> fields = new ArrayList<>();
    find(definition.value().layout(), 0, fields);
    MapShape shape =
        MapShape.of(
                definition.type(),
                definition.key().size(),
                definition.valueSize(),
                definition.maxEntries(),
                definition.flagBits())
            .with(kept(fields));
    return definition.inner().map(inner -> shape.holding(of(inner))).orElse(shape);
  }

  private static void find(Layout layout, int at, List<Field> found) {
    if (layout instanceof Layout.Struct struct) {
      Optional.ofNullable(FIELDS.get(struct.name()))
          .ifPresentOrElse(
              kind -> found.add(new Field(kind, at, "")),
              () -> struct.members().forEach(m -> find(m.layout(), at + m.offset(), found)));
    }
  }

  /** {@return the shape of the map that an object describes, with the types that it has} */
  public static MapShape of(ObjectMap map, Optional<Btf> types) {
    MapShape shape =
        MapShape.of(map.type(), map.keySize(), map.valueSize(), map.maxEntries(), map.flags())
            .with(types.map(btf -> fields(btf, map.valueType())).orElse(List.of()));
    return map.inner().map(inner -> shape.holding(of(inner, types))).orElse(shape);
  }

  /** {@return what the kernel keeps in values of the type of that number; nothing for 0} */
  public static List<Field> fields(Btf types, int valueType) {
    List<Field> fields = new ArrayList<>();
    if (valueType != 0) {
      find(types, valueType, 0, fields);
    }
    // The kernel keeps nothing at all in values with a pointer whose structure is only declared.
    return fields.stream().anyMatch(MapShapes::isToNothing) ? List.of() : kept(fields);
  }

  /** Nor in values with two of a kind of which there is one: loaders leave out their types. */
  private static List<Field> kept(List<Field> fields) {
    Set<FieldKind> once = EnumSet.noneOf(FieldKind.class);
    boolean isTwice =
        fields.stream().map(Field::kind).anyMatch(kind -> ONCE.contains(kind) && !once.add(kind));
    return isTwice ? List.of() : fields;
  }

  private static boolean isToNothing(Field field) {
    return switch (field.kind()) {
      case KPTR, KPTR_UNTRUSTED, KPTR_PER_CPU -> field.type().isEmpty();
      default -> false;
    };
  }

  /** {@return the shape of the map that a loader makes of a section of variables} */
  @SuppressWarnings("exports")
  public static MapShape of(DataSection section, Optional<Btf> types) {
    MapShape shape = of(section.map(), types);
    return section.isReadOnly() ? shape.frozen(section.content()) : shape;
  }

  /** {@return the shape of the map that holds these settings, which the loader fills} */
  static MapShape ofSettings(MapShape shape, List<ConfigVariable> settings) {
    List<Field> fields =
        settings.stream()
            .map(setting -> new Field(FieldKind.SETTING, setting.offset(), setting.name()))
            .toList();
    return MapShape.of(
            shape.type(), shape.keySize(), shape.valueSize(), shape.maxEntries(), shape.flags())
        .with(fields);
  }

  private static void find(Btf types, int id, long at, List<Field> found) {
    find(types, id, at, found, 0, -1);
  }

  /** What is in the type {@code id}, which is that component of {@code owner}. */
  private static void find(
      Btf types, int id, long at, List<Field> found, int owner, int component) {
    int plain = types.resolve(id);
    BtfType type = types.type(plain);
    if (type instanceof BtfType.Struct struct && FIELDS.containsKey(struct.name())) {
      FieldKind kind = FIELDS.get(struct.name());
      boolean isCollection = kind == FieldKind.LIST_HEAD || kind == FieldKind.RB_ROOT;
      String content = isCollection ? content(types, owner, component) : "";
      found.add(new Field(kind, Math.toIntExact(at), content));
    } else if (type instanceof BtfType.Composite composite) {
      List<BtfType.Member> members = composite.members();
      for (int i = 0; i < members.size(); i++) {
        long start = at + members.get(i).bitOffset() / Byte.SIZE;
        find(types, members.get(i).type(), start, found, plain, i);
      }
    } else if (type instanceof BtfType.Datasec section) {
      for (BtfType.Variable variable : section.variables()) {
        find(types, variable.type(), at + variable.offset(), found);
      }
    } else if (type instanceof BtfType.Var variable) {
      find(types, variable.type(), at, found, plain, -1);
    } else if (type instanceof BtfType.Ptr pointer) {
      kernelPointer(types, pointer, at, found);
    } else if (type instanceof BtfType.Array array) {
      List<Field> first = new ArrayList<>();
      find(types, array.element(), at, first, owner, component);
      repeat(first, Math.min(array.count(), MOST_FIELDS), types.sizeOf(array.element()), found);
    }
  }

  /** The same in each element of an array: locks and timers cannot be there. */
  private static void repeat(List<Field> first, long count, OptionalLong size, List<Field> found) {
    for (Field field : first) {
      if (IN_ARRAYS.contains(field.kind())) {
        for (int i = 0; i < count; i++) {
          int at = Math.toIntExact(field.offset() + i * size.orElseThrow());
          found.add(new Field(field.kind(), at, field.type()));
        }
      }
    }
  }

  /**
   * {@return what the author noted of a list or tree: {@code structure:member}; empty if nothing}
   */
  private static String content(Btf types, int owner, int component) {
    for (int id = 1; id < types.size(); id++) {
      if (types.kind(id).filter(kind -> kind == BtfKind.DECL_TAG).isPresent()
          && types.type(id) instanceof BtfType.DeclTag tag
          && tag.target() == owner
          && tag.component() == component
          && tag.name().startsWith(CONTAINS)) {
        return tag.name().substring(CONTAINS.length());
      }
    }
    return "";
  }

  private static void kernelPointer(Btf types, BtfType.Ptr pointer, long at, List<Field> found) {
    if (types.type(pointer.target()) instanceof BtfType.TypeTag tag
        && tag.name().contains("kptr")) {
      BtfType structure = types.type(types.resolve(tag.target()));
      String target = structure instanceof BtfType.Composite ? structure.name() : "";
      FieldKind kind =
          switch (tag.name()) {
            case "kptr" -> FieldKind.KPTR;
            case "kptr_untrusted" -> FieldKind.KPTR_UNTRUSTED;
            case "percpu_kptr" -> FieldKind.KPTR_PER_CPU;
            default -> FieldKind.OTHER_POINTER;
          };
      found.add(new Field(kind, Math.toIntExact(at), target));
    }
  }
}
