package dev.jbpf.btf;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Types by their ids. A kernel has some 150,000 of them in 5 MB: they stay as bytes, checked once,
 * and become {@link BtfType}s one at a time when asked for.
 *
 * <p>Instances are immutable.
 */
public final class Btf {
  /** How far a chain of qualifiers, names and arrays may go; the kernel allows 32. */
  private static final int MAX_DEPTH = 64;

  /** After so many searches among all types, an index would have been cheaper. */
  private static final int ENOUGH_SEARCHES = 24;

  /** What says how wide a machine's pointers are. */
  private static final List<String> LONGS =
      List.of("long unsigned int", "long int", "unsigned long", "long");

  private static final BtfType VOID = new BtfType.Void();

  private final Optional<Btf> base;
  private final BtfBytes bytes;
  private final int firstId;
  private volatile Optional<BtfNames> names = Optional.empty();
  private volatile int searches;
  private volatile OptionalInt pointerSize = OptionalInt.empty();

  private Btf(Optional<Btf> base, BtfBytes bytes) {
    this.base = base;
    this.bytes = bytes;
    this.firstId = base.isPresent() ? base.get().size() : 1;
  }

  /**
   * {@return the types that {@code bytes} hold, as {@code /sys/kernel/btf/vmlinux} or a section
   * {@code .BTF} does; either byte order} The array is copied.
   *
   * @throws BtfException if they hold none, or anything in them is out of bounds
   */
  public static Btf parse(byte[] bytes) {
    return new Btf(Optional.empty(), BtfReader.read(bytes.clone(), 1, 0));
  }

  /**
   * {@return the types that {@code file} holds, read as {@link #parse(byte[])} does: {@code
   * /sys/kernel/btf/vmlinux}, or what somebody made of a kernel's debug information}
   *
   * @throws IOException if it cannot be read
   * @throws BtfException if it holds none
   */
  public static Btf read(Path file) throws IOException {
    return new Btf(Optional.empty(), BtfReader.read(BtfFile.bytes(file), 1, 0));
  }

  /**
   * {@return the types of {@code base} and those that {@code bytes} add, as a module's {@code
   * /sys/kernel/btf/NAME} does to the kernel's}
   *
   * @throws BtfException as {@link #parse(byte[])} does
   */
  public static Btf parse(byte[] bytes, Btf base) {
    return new Btf(
        Optional.of(base), BtfReader.read(bytes.clone(), base.size(), base.stringLimit()));
  }

  private int stringLimit() {
    return bytes.strings().limit();
  }

  /** {@return the byte order of the machine that it describes} */
  public ByteOrder order() {
    return bytes.words().order();
  }

  /** {@return the number of types, void included: ids are 0 to one less} */
  public int size() {
    return firstId + bytes.count();
  }

  /**
   * {@return the type of that id}
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public BtfType type(int id) {
    Btf owner = owner(id);
    return id == 0 ? VOID : BtfDecoder.decode(owner, id - owner.firstId);
  }

  /**
   * {@return the kind of the type of that id; empty for void}
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Optional<BtfKind> kind(int id) {
    Btf owner = owner(id);
    return id == 0 ? Optional.empty() : Optional.of(owner.bytes.kind(id - owner.firstId));
  }

  /**
   * {@return the name of the type of that id, empty if it has none}
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public String name(int id) {
    Btf owner = owner(id);
    return id == 0 ? "" : owner.string(owner.bytes.nameOffset(id - owner.firstId));
  }

  /** {@return the id of the first type of that kind and name} */
  public OptionalInt find(String name, BtfKind kind) {
    if (base.isPresent()) {
      OptionalInt before = base.get().find(name, kind);
      if (before.isPresent()) {
        return before;
      }
    }
    for (int index : ownIndices(name)) {
      if (bytes.kind(index) == kind && name(index + firstId).equals(name)) {
        return OptionalInt.of(index + firstId);
      }
    }
    return OptionalInt.empty();
  }

  /** {@return the ids of all types of that name, in order} */
  public IntStream ids(String name) {
    IntStream own = ownIds(name).filter(id -> name(id).equals(name));
    return base.map(before -> IntStream.concat(before.ids(name), own)).orElse(own);
  }

  /**
   * {@return the ids of the types that have that name, or that name and a {@link Flavour}, in
   * order; of those that it adds to its base alone}
   *
   * @param essential without a flavour
   */
  public IntStream flavours(String essential) {
    return ownIds(essential).filter(id -> Flavour.essential(name(id)).equals(essential));
  }

  /**
   * The types of its own that may be found under that name: by looking at all, until that was done
   * as often as an index takes to make. Most who ask, ask for a few only.
   */
  private int[] ownIndices(String name) {
    if (names.isEmpty() && searches < ENOUGH_SEARCHES) {
      searches++; // Some are not counted where several threads search.
      return search(name);
    }
    return names().find(BtfStrings.hash(name)).toArray();
  }

  private IntStream ownIds(String name) {
    return IntStream.of(ownIndices(name)).map(index -> index + firstId);
  }

  private int[] search(String name) {
    byte[] start = name.getBytes(StandardCharsets.UTF_8);
    int[] found = new int[1];
    int count = 0;
    for (int index = 0; index < bytes.count(); index++) {
      if (hasName(bytes.nameOffset(index), start)) {
        found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
        found[count++] = index;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private boolean hasName(int offset, byte... start) {
    return offset < bytes.strings().base()
        ? base.orElseThrow().hasName(offset, start)
        : bytes.strings().startsWith(offset, start);
  }

  /**
   * {@return the id of what {@code id} is without its typedefs, qualifiers and tags}
   *
   * @throws BtfException if they lead in a circle
   * @throws IndexOutOfBoundsException if there is no such type
   */
  public int resolve(int id) {
    int at = id;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Btf owner = owner(at);
      if (at == 0 || !owner.bytes.kind(at - owner.firstId).isModifier()) {
        return at;
      }
      at = owner.bytes.third(at - owner.firstId);
    }
    throw endless(id);
  }

  /**
   * {@return how many bytes a value of the type of that id takes; a pointer takes {@link
   * #pointerSize}} Void, functions and types that are declared only have no size.
   *
   * @throws BtfException if the type contains itself, or its size is 2^63 or more
   * @throws IndexOutOfBoundsException if there is no such type
   */
  public OptionalLong sizeOf(int id) {
    return sizeOf(id, 0);
  }

  private OptionalLong sizeOf(int id, int depth) {
    if (depth == MAX_DEPTH) {
      throw endless(id);
    }
    int plain = resolve(id);
    Optional<BtfKind> kind = kind(plain);
    if (kind.isEmpty()) {
      return OptionalLong.empty();
    }
    Btf owner = owner(plain);
    int third = owner.bytes.third(plain - owner.firstId);
    return switch (kind.get()) {
      case INT, STRUCT, UNION, ENUM, ENUM64, FLOAT, DATASEC ->
          OptionalLong.of(Integer.toUnsignedLong(third));
      case PTR -> OptionalLong.of(pointerSize());
      case ARRAY -> arraySize(plain, depth);
      case VAR -> sizeOf(third, depth + 1);
      case UNKNOWN, FWD, FUNC, FUNC_PROTO, DECL_TAG, TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG ->
          OptionalLong.empty();
    };
  }

  /**
   * {@return the size of a pointer: what {@code long} takes, 4 or 8; 8 if there is no such type}
   */
  public int pointerSize() {
    OptionalInt known = pointerSize;
    if (known.isEmpty()) {
      known = OptionalInt.of(base.map(Btf::pointerSize).orElseGet(this::sizeOfLong));
      pointerSize = known;
    }
    return known.getAsInt();
  }

  private int sizeOfLong() {
    return LONGS.stream()
        .flatMapToInt(name -> find(name, BtfKind.INT).stream())
        .map(id -> bytes.third(id - firstId))
        .filter(size -> size == Integer.BYTES || size == Long.BYTES)
        .findFirst()
        .orElse(Long.BYTES);
  }

  private OptionalLong arraySize(int id, int depth) {
    BtfType.Array array = (BtfType.Array) type(id);
    OptionalLong element = sizeOf(array.element(), depth + 1);
    if (element.isEmpty()) {
      return element;
    }
    try {
      return OptionalLong.of(Math.multiplyExact(element.getAsLong(), array.count()));
    } catch (ArithmeticException e) {
      throw new BtfException(offset(id), "type " + id + " is larger than 2^63 bytes");
    }
  }

  private BtfException endless(int id) {
    return new BtfException(
        offset(id),
        "type " + id + " leads through more than " + MAX_DEPTH + " types, or to itself");
  }

  private int offset(int id) {
    Btf owner = owner(id);
    return owner.bytes.offsets()[id - owner.firstId];
  }

  private Btf owner(int id) {
    if (id < 0 || id >= size()) {
      throw new IndexOutOfBoundsException("no BTF type " + id + ", ids are 0 to " + (size() - 1));
    }
    return id > 0 && id < firstId ? base.map(before -> before.owner(id)).orElse(this) : this;
  }

  /** The index, made when first asked for: twice, and alike, if two threads are the first. */
  private BtfNames names() {
    Optional<BtfNames> known = names;
    if (known.isEmpty()) {
      known = Optional.of(new BtfNames(bytes.count(), this::nameHash));
      names = known;
    }
    return known.get();
  }

  private int nameHash(int index) {
    return hash(bytes.nameOffset(index));
  }

  private int hash(int offset) {
    return offset < bytes.strings().base()
        ? base.orElseThrow().hash(offset)
        : bytes.strings().hashAt(offset);
  }

  /**
   * {@return the string at that offset of the string section, the base's first}
   *
   * @throws IndexOutOfBoundsException if it has no such offset
   */
  public String string(int offset) {
    if (offset < 0 || offset >= stringLimit()) {
      throw new IndexOutOfBoundsException("no BTF string at " + offset);
    }
    return base.isPresent() && offset < base.get().stringLimit()
        ? base.get().string(offset)
        : bytes.strings().at(offset);
  }

  /**
   * {@return where the type of that id starts, in bytes from the start of what was parsed}
   *
   * @throws IndexOutOfBoundsException if it is not among those: void, or one of the base's
   */
  public int start(int id) {
    return bytes.offsets()[id - firstId];
  }

  /** {@return the checked bytes of the types that are not the base's} */
  BtfBytes bytes() {
    return bytes;
  }
}
