package dev.jbpf.verifier.subject;

import dev.jbpf.kernel.MapType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the verifier needs to know of a map. Equal shapes stand for one map, unless names tell them
 * apart.
 *
 * @param type its type
 * @param keySize bytes of a key
 * @param valueSize bytes of a value
 * @param maxEntries how many entries it holds
 * @param flags {@code BPF_F_…} that it is made with
 * @param inner the shape of the maps that it holds, for a map of maps
 * @param fields what of a value the kernel keeps for itself, with its types given as BTF
 * @param content the bytes of the one value of an array that is frozen, or of all values of an
 *     array of instructions; empty if it can change
 * @param name what tells it from others of that shape; empty if there are none
 */
public record MapShape(
    MapType type,
    int keySize,
    int valueSize,
    int maxEntries,
    int flags,
    Optional<MapShape> inner,
    List<Field> fields,
    Optional<Content> content,
    String name) {
  private static final Set<MapType> SHARED =
      EnumSet.of(MapType.HASH, MapType.RHASH, MapType.LRU_HASH, MapType.ARRAY);

  private static final Set<MapType> STORAGES =
      EnumSet.of(
          MapType.SK_STORAGE, MapType.INODE_STORAGE, MapType.TASK_STORAGE, MapType.CGRP_STORAGE);

  private static final Set<MapType> LOCKABLE =
      and(STORAGES, MapType.HASH, MapType.RHASH, MapType.ARRAY, MapType.CGROUP_STORAGE);

  private static final Set<MapType> OWNING =
      and(
          STORAGES,
          MapType.HASH,
          MapType.RHASH,
          MapType.LRU_HASH,
          MapType.ARRAY,
          MapType.PERCPU_HASH,
          MapType.LRU_PERCPU_HASH,
          MapType.PERCPU_ARRAY);

  private static final int READ_ONLY = 1 << 7;
  private static final int WRITE_ONLY = 1 << 8;

  /** A shape; {@code fields} are copied. */
  public MapShape {
    fields = List.copyOf(fields);
  }

  /** {@return a map of plain values} */
  public static MapShape of(MapType type, int keySize, int valueSize, int maxEntries, int flags) {
    return new MapShape(
        type,
        keySize,
        valueSize,
        maxEntries,
        flags,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        "");
  }

  /** {@return the same, for a map of maps of that shape} */
  public MapShape holding(MapShape innerShape) {
    return new MapShape(
        type,
        keySize,
        valueSize,
        maxEntries,
        flags,
        Optional.of(innerShape),
        fields,
        content,
        name);
  }

  private static Set<MapType> and(Set<MapType> some, MapType... others) {
    Set<MapType> all = EnumSet.copyOf(some);
    all.addAll(List.of(others));
    return all;
  }

  /**
   * {@return the same with these fields} Where the kernel does not keep one of them in maps of this
   * type, or that programs cannot both read and write, loaders make the map without its types: it
   * has none then.
   */
  public MapShape with(List<Field> newFields) {
    List<Field> kept = newFields.stream().allMatch(this::canHold) ? newFields : List.of();
    return new MapShape(type, keySize, valueSize, maxEntries, flags, inner, kept, content, name);
  }

  private boolean canHold(Field field) {
    Set<MapType> holders = field.kind.holders;
    return holders.isEmpty() || holders.contains(type) && (flags & (READ_ONLY | WRITE_ONLY)) == 0;
  }

  /** {@return the same, frozen with these bytes as its value} */
  public MapShape frozen(byte[] bytes) {
    return new MapShape(
        type,
        keySize,
        valueSize,
        maxEntries,
        flags,
        inner,
        fields,
        Optional.of(new Content(bytes)),
        name);
  }

  /** {@return the same, told from others of its shape by that name} */
  public MapShape named(String newName) {
    return new MapShape(
        type, keySize, valueSize, maxEntries, flags, inner, fields, content, newName);
  }

  /** {@return the same array of instructions, frozen with these slots of the program} */
  public MapShape leadingTo(List<Integer> slots) {
    ByteBuffer values =
        ByteBuffer.allocate(slots.size() * valueSize).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < slots.size(); i++) {
      values.putInt(i * valueSize, slots.get(i));
    }
    return frozen(values.array());
  }

  /**
   * {@return the slot that entry {@code index} of a frozen array of instructions names: the first
   * member of {@code struct bpf_insn_array_value}}
   */
  public int instruction(int index) {
    return (int) content.orElseThrow().number(index * valueSize, Integer.BYTES);
  }

  /** {@return how many bytes there are where the address of a value leads} */
  public long addressedBytes() {
    return type == MapType.INSN_ARRAY ? (long) maxEntries * Long.BYTES : valueSize;
  }

  /** {@return whether programs may only read it} */
  public boolean isReadOnly() {
    return type == MapType.INSN_ARRAY || (flags & READ_ONLY) != 0;
  }

  /** {@return whether programs may only write it} */
  public boolean isWriteOnly() {
    return (flags & WRITE_ONLY) != 0;
  }

  /** {@return where the field of that kind is in a value, in bytes; empty if there is none} */
  public OptionalInt offsetOf(FieldKind kind) {
    return fields.stream().filter(field -> field.kind == kind).mapToInt(Field::offset).findFirst();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MapShape map
        && type == map.type
        && keySize == map.keySize
        && valueSize == map.valueSize
        && maxEntries == map.maxEntries
        && flags == map.flags
        && name.equals(map.name)
        && inner.equals(map.inner)
        && fields.equals(map.fields)
        && content.equals(map.content);
  }

  /** What the kernel keeps in a value. */
  public enum FieldKind {
    /** {@code struct bpf_spin_lock}, 4 bytes. */
    SPIN_LOCK(4, LOCKABLE),
    /** {@code struct bpf_res_spin_lock}, 4 bytes. */
    RES_SPIN_LOCK(4, LOCKABLE),
    /** {@code struct bpf_timer}, 16 bytes. */
    TIMER(16, SHARED),
    /** A pointer to an object of the kernel, 8 bytes. */
    KPTR(8, OWNING),
    /** The same, of an object that the value does not own and that may be gone, 8 bytes. */
    KPTR_UNTRUSTED(8, OWNING),
    /** The same, of an object of the program's that each CPU has, 8 bytes. */
    KPTR_PER_CPU(8, OWNING),
    /** The same of what user space has, 8 bytes. */
    OTHER_POINTER(8),
    /** {@code struct bpf_wq}, 16 bytes. */
    WORK_QUEUE(16, SHARED),
    /** {@code struct bpf_task_work}, 8 bytes. */
    TASK_WORK(8),
    /** {@code struct bpf_list_head}, of objects that {@link Field#type} names, 16 bytes. */
    LIST_HEAD(16, SHARED),
    /** {@code struct bpf_list_node}, 24 bytes. */
    LIST_NODE(24),
    /** {@code struct bpf_rb_root}, of objects that {@link Field#type} names, 16 bytes. */
    RB_ROOT(16, SHARED),
    /** {@code struct bpf_rb_node}, 32 bytes. */
    RB_NODE(32),
    /** {@code struct bpf_refcount}, 4 bytes. */
    REFCOUNT(4, OWNING),
    /** A setting of the kernel's configuration, that {@link Field#type} names. */
    SETTING(0),
    /** Anything else that programs cannot touch. */
    OTHER(16);

    private final int size;
    private final Set<MapType> holders;

    FieldKind(int size) {
      this(size, Set.of());
    }

    /** Of {@code holders} alone, as Linux 6.18 said; of all if there are none. */
    FieldKind(int size, Set<MapType> holders) {
      this.size = size;
      this.holders = holders;
    }

    /** {@return bytes that it takes} */
    public int size() {
      return size;
    }
  }

  /**
   * A field of a value that the kernel keeps.
   *
   * @param kind what it is
   * @param offset bytes from the beginning of the value
   * @param type the structure that a {@link FieldKind#KPTR} points to, the name of a {@link
   *     FieldKind#SETTING}, or of what a list or tree is, as {@code structure:member}; else empty
   */
  public record Field(FieldKind kind, int offset, String type) {}

  /** Bytes that never change. */
  public static final class Content {
    private final byte[] bytes;

    private Content(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    /** {@return how many there are} */
    public int size() {
      return bytes.length;
    }

    /** {@return {@code count} bytes from {@code at} on, little-endian} */
    public long number(int at, int count) {
      long number = 0;
      for (int i = count - 1; i >= 0; i--) {
        number = number << Byte.SIZE | bytes[at + i] & 0xff;
      }
      return number;
    }
  }
}
