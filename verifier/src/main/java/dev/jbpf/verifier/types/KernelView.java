package dev.jbpf.verifier.types;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Composite;
import dev.jbpf.btf.BtfType.Member;
import dev.jbpf.kernel.ProgramType;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types of a kernel, or of a program, by what the verifier asks of them. */
public final class KernelView {
  private static final String KFUNC = "bpf_kfunc";

  private final Btf btf;
  private final Map<Integer, Composite> structures = new ConcurrentHashMap<>();
  private volatile @Nullable Set<Integer> kfuncs;

  /** A view of {@code btf}. */
  public KernelView(Btf btf) {
    this.btf = btf;
  }

  /** {@return the types} */
  public Btf types() {
    return btf;
  }

  /** {@return the id of the structure of that name; empty if there is none} */
  public OptionalInt structure(String name) {
    OptionalInt found = btf.find(name, BtfKind.STRUCT);
    return found.isPresent() ? found : btf.find(name, BtfKind.UNION);
  }

  /**
   * {@return what programs of that type have as their context: as they see it, or, if {@code
   * isKernels}, as the kernel does; empty if that is not known}
   */
  public OptionalInt context(ProgramType type, boolean isKernels) {
    String member = "BPF_PROG_TYPE_" + type + (isKernels ? "_kern" : "_prog");
    OptionalInt all = structure("bpf_ctx_convert");
    return all.isEmpty()
        ? all
        : composite(all.getAsInt()).members().stream()
            .filter(known -> known.name().equals(member))
            .mapToInt(Member::type)
            .findFirst();
  }

  /** {@return whether {@code id} is of a structure or union} */
  public boolean isStructure(int id) {
    return btf.type(id) instanceof Composite;
  }

  /** {@return the structure or union of that id} */
  public Composite composite(int id) {
    return structures.computeIfAbsent(id, key -> (Composite) btf.type(key));
  }

  /** {@return the structure or union of that id; empty if it is something else} */
  Optional<Composite> compositeOf(int id) {
    return structures.containsKey(id) || isStructure(id)
        ? Optional.of(composite(id))
        : Optional.empty();
  }

  /** {@return the name of the structure of that id; empty if it has none} */
  public String name(int id) {
    return btf.name(id);
  }

  /** {@return what {@code size} bytes at {@code off}, 0 or more, of the structure are} */
  public Found find(int structure, long off, int size) {
    return StructWalk.find(btf, composite(structure), off, size);
  }

  /**
   * {@return whether there is a structure {@code wanted} at {@code off} of the structure {@code
   * id}: itself, or one inside that begins there}
   */
  public boolean holds(int id, long off, int wanted) {
    int at = id;
    long from = off;
    while (from != 0 || at != wanted) {
      OptionalInt inside = inside(at, from);
      if (inside.isEmpty()) {
        return false;
      }
      at = inside.getAsInt();
      from = 0;
    }
    return true;
  }

  /** {@return the structure inside that begins there; of several, the outermost} */
  private OptionalInt inside(int id, long off) {
    Composite outer = composite(id);
    if (off < 0 || off >= outer.size()) {
      return OptionalInt.empty();
    }
    for (Member member : outer.members()) {
      long start = member.bitOffset() / Byte.SIZE;
      long size = btf.sizeOf(member.type()).orElse(0);
      if (!member.isBitField() && start <= off && off < start + size) {
        int element = element(member.type());
        if (!isStructure(element)) {
          return OptionalInt.empty();
        }
        long into = (off - start) % composite(element).size();
        return into == 0 ? OptionalInt.of(element) : inside(element, into);
      }
    }
    return OptionalInt.empty();
  }

  private int element(int type) {
    int id = btf.resolve(type);
    while (btf.type(id) instanceof BtfType.Array array) {
      id = btf.resolve(array.element());
    }
    return id;
  }

  /** {@return the prototype of the function of that name, with the names of its parameters} */
  public Optional<BtfType.FuncProto> function(String name) {
    OptionalInt id = btf.find(name, BtfKind.FUNC);
    return id.isEmpty() ? Optional.empty() : prototype(id.getAsInt());
  }

  /** {@return the prototype of the function of that id; empty if it is of none} */
  public Optional<BtfType.FuncProto> prototype(int id) {
    return id > 0
            && id < btf.size()
            && btf.type(id) instanceof BtfType.Func function
            && btf.type(function.prototype()) instanceof BtfType.FuncProto prototype
        ? Optional.of(prototype)
        : Optional.empty();
  }

  /** {@return the prototype that a typedef of that name, such as a tracepoint's, points to} */
  public Optional<BtfType.FuncProto> pointedPrototype(String name) {
    OptionalInt id = btf.find(name, BtfKind.TYPEDEF);
    return id.isPresent() ? pointed(id.getAsInt()) : Optional.empty();
  }

  /** {@return the prototype of functions whose addresses are of that type; empty if it is none} */
  Optional<BtfType.FuncProto> pointed(int type) {
    return btf.type(btf.resolve(type)) instanceof BtfType.Ptr pointer
            && btf.type(btf.resolve(pointer.target())) instanceof BtfType.FuncProto prototype
        ? Optional.of(prototype)
        : Optional.empty();
  }

  /** {@return whether the types say which functions programs may call: a mark of each} */
  public boolean marksKfuncs() {
    return !kfuncs().isEmpty();
  }

  /** {@return whether the function of that id is marked as one that programs may call} */
  public boolean isKfunc(int id) {
    return kfuncs().contains(id);
  }

  private Set<Integer> kfuncs() {
    Set<Integer> known = kfuncs;
    if (known == null) {
      known =
          btf.ids(KFUNC)
              .mapToObj(btf::type)
              .filter(BtfType.DeclTag.class::isInstance)
              .map(tag -> ((BtfType.DeclTag) tag).target())
              .collect(Collectors.toUnmodifiableSet());
      kfuncs = known;
    }
    return known;
  }

  /** {@return the id of the type of the variable of that id; empty if it is of none} */
  public OptionalInt variable(int id) {
    return id > 0 && id < btf.size() && btf.type(id) instanceof BtfType.Var variable
        ? OptionalInt.of(btf.resolve(variable.type()))
        : OptionalInt.empty();
  }

  /** {@return whether each CPU has a variable of that id of its own} */
  public boolean isPerCpu(int id) {
    OptionalInt section = btf.find(".data..percpu", BtfKind.DATASEC);
    return section.isPresent()
        && btf.type(section.getAsInt()) instanceof BtfType.Datasec all
        && all.variables().stream().anyMatch(variable -> variable.type() == id);
  }

  /** {@return the type without names and qualifiers} */
  public BtfType plain(int id) {
    return btf.type(btf.resolve(id));
  }

  /** {@return the id without names and qualifiers} */
  public int resolve(int id) {
    return btf.resolve(id);
  }

  /**
   * {@return the number of bytes, if the type is a number or a structure of numbers alone}
   *
   * <p>What programs may hand over as bytes.
   */
  public OptionalInt plainBytes(int id) {
    int at = btf.resolve(id);
    return isPlain(at, 4) && btf.sizeOf(at).isPresent()
        ? OptionalInt.of(Math.toIntExact(btf.sizeOf(at).getAsLong()))
        : OptionalInt.empty();
  }

  private boolean isPlain(int id, int depth) {
    BtfType type = btf.type(btf.resolve(id));
    if (type instanceof BtfType.Array array) {
      return array.count() > 0 && isPlain(array.element(), depth);
    }
    return type instanceof BtfType.Int
        || type instanceof BtfType.Enum
        || type instanceof BtfType.Enum64
        || depth > 0
            && type instanceof BtfType.Struct struct
            && struct.members().stream().allMatch(member -> isPlain(member.type(), depth - 1));
  }
}
