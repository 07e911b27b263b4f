package dev.jbpf.verifier.state;

import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.types.Trust;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An address: of what, and where in it, as a constant plus a number that is known in part. */
public final class Pointer extends Value {
  /** {@link #range} of an address that is known to be the packet's end. */
  public static final int AT_END = -1;

  /** What {@link #isSliceOf} takes for memory of the packet, whichever dynptr leads there. */
  public static final int PACKET_SLICE = -1;

  /** The same for other memory that a function of the kernel sliced, which nothing takes away. */
  public static final int LASTING_SLICE = -2;

  /** {@link #range} of an address that is known to be beyond the packet's end. */
  public static final int BEYOND_END = -2;

  private final PointerKind kind;
  private final boolean isNullable;
  private final boolean isReadOnly;
  private final Trust trust;
  private final int typeId;
  private final long off;
  private final Scalar var;
  private final int id;
  private final int reference;
  private final int range;
  private final int frame;
  private final int size;
  private final int slice;
  private final @Nullable MapShape map;
  private final String type;

  private Pointer(Draft draft) {
    kind = draft.kind;
    isNullable = draft.isNullable;
    isReadOnly = draft.isReadOnly;
    trust = draft.trust;
    typeId = draft.typeId;
    off = draft.off;
    var = draft.var;
    id = draft.id;
    reference = draft.reference;
    range = draft.range;
    frame = draft.frame;
    size = draft.size;
    slice = draft.slice;
    map = draft.map;
    type = draft.type;
  }

  /** A pointer in the making. */
  public static final class Draft {
    private final PointerKind kind;
    private boolean isNullable;
    private boolean isReadOnly;
    private Trust trust = Trust.TRUSTED;
    private int typeId;
    private long off;
    private Scalar var = Scalar.ZERO;
    private int id;
    private int reference;
    private int range;
    private int frame;
    private int size;
    private int slice;
    private @Nullable MapShape map;
    private String type = "";

    private Draft(PointerKind kind) {
      this.kind = kind;
    }

    /** Says that it may be null; {@code newId} is what its copies share until that is known. */
    public Draft nullable(int newId) {
      isNullable = newId != 0;
      id = newId;
      return this;
    }

    /** Says which reference it is that has to be released; 0 for none. */
    public Draft reference(int newReference) {
      reference = newReference;
      return this;
    }

    /** Says that what it points to may only be read. */
    public Draft readOnly(boolean only) {
      isReadOnly = only;
      return this;
    }

    /** Says how far what it points to is to be trusted. */
    public Draft trust(Trust newTrust) {
      trust = newTrust;
      return this;
    }

    /** Says which structure it is of, by its id in the types that have it, and by its name. */
    public Draft type(int newId, String newType) {
      typeId = newId;
      type = newType;
      return this;
    }

    /** Says how far the packet reaches behind it. */
    public Draft range(int newRange) {
      range = newRange;
      return this;
    }

    /** Says which frame's stack it is. */
    public Draft frame(int newFrame) {
      frame = newFrame;
      return this;
    }

    /** Says how many bytes there are. */
    public Draft size(int newSize) {
      size = newSize;
      return this;
    }

    /** Says of which dynptr's memory it is; {@link #PACKET_SLICE} or 0 for none. */
    public Draft slice(int dynptr) {
      slice = dynptr;
      return this;
    }

    /** Says which map it is, or of which map. */
    public Draft map(@Nullable MapShape newMap) {
      map = newMap;
      return this;
    }

    /** Says which structure, function or kind of dynptr it is. */
    public Draft type(String newType) {
      type = newType;
      return this;
    }

    /** Says where it points to. */
    public Draft at(long newOff, Scalar newVar) {
      off = newOff;
      var = newVar;
      return this;
    }

    /** Says what tells it from others of its kind. */
    public Draft id(int newId) {
      id = newId;
      return this;
    }

    /** {@return the pointer} */
    public Pointer done() {
      return new Pointer(this);
    }
  }

  /** {@return a pointer of that kind in the making} */
  public static Draft to(PointerKind kind) {
    return new Draft(kind);
  }

  /** {@return a pointer like this one, to be changed} */
  public Draft edit() {
    return as(kind);
  }

  /** {@return a pointer like this one, of another kind, to be changed} */
  public Draft as(PointerKind newKind) {
    Draft draft = new Draft(newKind);
    draft.isNullable = isNullable;
    draft.isReadOnly = isReadOnly;
    draft.trust = trust;
    draft.typeId = typeId;
    draft.off = off;
    draft.var = var;
    draft.id = id;
    draft.reference = reference;
    draft.range = range;
    draft.frame = frame;
    draft.size = size;
    draft.slice = slice;
    draft.map = map;
    draft.type = type;
    return draft;
  }

  /** {@return a pointer that is known not to be null} */
  public Pointer present() {
    Draft draft = edit();
    draft.isNullable = false;
    draft.id = kind == PointerKind.MAP_VALUE && hasLock() ? id : 0;
    return draft.done();
  }

  private boolean hasLock() {
    return map != null && !map.fields().isEmpty();
  }

  public PointerKind kind() {
    return kind;
  }

  /** {@return whether it is of that kind, and not null} */
  public boolean is(PointerKind other) {
    return kind == other && !isNullable;
  }

  /** {@return whether it may be null} */
  public boolean isNullable() {
    return isNullable;
  }

  /** {@return whether it is an object that somebody else owns, a list or a tree} */
  public boolean isBorrowed() {
    return kind == PointerKind.ALLOCATED && reference == 0 && trust == Trust.PLAIN;
  }

  /** {@return whether what it points to may only be read} */
  public boolean isReadOnly() {
    return isReadOnly;
  }

  /** {@return how far what it points to is to be trusted} */
  public Trust trust() {
    return trust;
  }

  /** {@return the id of the structure in the types that have it; 0 if they are not known} */
  public int typeId() {
    return typeId;
  }

  /** {@return the constant part of its offset, in bytes} */
  public long off() {
    return off;
  }

  /** {@return the part of its offset that is not constant} */
  public Scalar var() {
    return var;
  }

  /** {@return whether all of its offset is constant} */
  public boolean isFixed() {
    return var.isConstant();
  }

  /** {@return what its copies share; 0 if nothing} */
  public int id() {
    return id;
  }

  /** {@return the reference that has to be released; 0 if none} */
  public int reference() {
    return reference;
  }

  /** {@return how many bytes of the packet there are from its variable part on, for sure} */
  public int range() {
    return range;
  }

  /** {@return the number of the frame whose stack it is of} */
  public int frame() {
    return frame;
  }

  /** {@return how many bytes there are} */
  public int size() {
    return size;
  }

  /** {@return the map that it is, or is of} */
  public MapShape map() {
    return Objects.requireNonNull(map);
  }

  /** {@return whether a function of the kernel sliced it} */
  public boolean isSlice() {
    return slice < 0;
  }

  /** {@return whether it points into the memory of the dynptr of that identity} */
  public boolean isSliceOf(int dynptr) {
    return slice == dynptr && dynptr != 0;
  }

  /** {@return the structure, function or kind of dynptr} */
  public String type() {
    return type;
  }

  /** {@return whether the two are the same but for offsets, ranges and identities} */
  boolean isAlike(Pointer other) {
    return kind == other.kind
        && isNullable == other.isNullable
        && isReadOnly == other.isReadOnly
        && trust == other.trust
        && typeId == other.typeId
        && frame == other.frame
        && size == other.size
        && slice == other.slice
        && type.equals(other.type)
        && (map == other.map || map != null && map.equals(other.map));
  }

  @Override
  public String toString() {
    String offset =
        (off == 0 ? "" : off > 0 ? "+" + off : "" + off) + (isFixed() ? "" : " + (" + var + ")");
    return kind + (isNullable ? ", or null" : "") + (offset.isEmpty() ? "" : ", at " + offset);
  }
}
