package dev.jbpf.elf.bpf;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.core.resolve.CoreResolution;
import dev.jbpf.btf.core.resolve.Enumerators;
import dev.jbpf.btf.core.resolve.Likeness;
import dev.jbpf.btf.core.resolve.Spec;
import dev.jbpf.kernel.call.CoreRelocation;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What objects need of a kernel's types, and no more: to be shipped with them, for kernels that do
 * not tell their own. A few kilobytes of some megabytes.
 *
 * <p>What is kept gives the same answers to the same questions, but for ids. Structures keep the
 * members that somebody asked for, enumerations the constants; pointers lead to nothing, but where
 * whole types are to be compared.
 */
public final class MinimalTypes {
  private static final String LONG = "long unsigned int";

  private final Btf kernel;

  /** The types that are kept by their ids, with the numbers of members or constants. */
  private final TreeMap<Integer, Set<Integer>> kept = new TreeMap<>();

  /** Pointers that lead to what is kept too. */
  private final Set<Integer> followed = new HashSet<>();

  private final Set<Whole> whole = new HashSet<>();

  /** A type that is compared with all that it has, unless a pointer leads to it. */
  private record Whole(int id, boolean isPointedTo) {}

  /** Of the types of {@code kernel}. */
  public MinimalTypes(Btf kernel) {
    this.kernel = kernel;
    // It says how wide pointers are.
    kernel.find(LONG, BtfKind.INT).ifPresent(this::keep);
  }

  /**
   * Keeps what {@code found} was found in; returns this. What was not found needs nothing.
   *
   * @throws IllegalArgumentException if that was among other types
   */
  @SuppressWarnings("exports")
  public MinimalTypes keep(CoreResolution found) {
    if (found.kind() != CoreRelocation.TYPE_ID_LOCAL) {
      found.theirs().ifPresent(spec -> keep(found.kind(), spec));
    }
    return this;
  }

  private void keep(CoreRelocation kind, Spec spec) {
    if (spec.types() != kernel) {
      throw new IllegalArgumentException(spec + " was found among other types");
    }
    switch (kind) {
      case TYPE_MATCHES -> keepWhole(spec.root(), false);
      case TYPE_ID_LOCAL, TYPE_ID_TARGET, TYPE_EXISTS, TYPE_SIZE -> keepWhole(spec.root(), true);
      case ENUMVAL_EXISTS, ENUMVAL_VALUE -> {
        keep(spec.root());
        numbers(spec.last().type()).add(spec.last().index());
      }
      case FIELD_BYTE_OFFSET,
          FIELD_BYTE_SIZE,
          FIELD_EXISTS,
          FIELD_SIGNED,
          FIELD_LSHIFT_U64,
          FIELD_RSHIFT_U64 ->
          keepPath(spec);
    }
  }

  private Set<Integer> numbers(int id) {
    return kept.computeIfAbsent(id, unused -> new TreeSet<>());
  }

  /** The first number is no member's: it leads from a pointer to what it points to. */
  private void keepPath(Spec spec) {
    keep(spec.root());
    int type = spec.root();
    for (int number : spec.path().subList(1, spec.path().size())) {
      int plain = kernel.resolve(type);
      if (kernel.type(plain) instanceof BtfType.Composite owner) {
        numbers(plain).add(number);
        type = owner.members().get(number).type();
        keep(type);
      } else if (kernel.type(plain) instanceof BtfType.Array array) {
        type = array.element();
      }
    }
  }

  /** Keeps the type and what it is a name, a qualified form or an array of. */
  private void keep(int id) {
    if (id == 0 || kept.containsKey(id)) {
      return;
    }
    numbers(id);
    BtfType type = kernel.type(id);
    if (type instanceof BtfType.Array array) {
      keep(array.index());
      keep(array.element());
    } else if (type instanceof BtfType.FuncProto function) {
      keep(function.result());
      function.params().forEach(param -> keep(param.type()));
    } else {
      keep(TypeReferences.target(type));
    }
  }

  private void keepWhole(int id, boolean isPointedTo) {
    keep(id);
    if (id == 0 || !whole.add(new Whole(id, isPointedTo))) {
      return;
    }
    BtfType type = kernel.type(id);
    if (type instanceof BtfType.Ptr pointer) {
      followed.add(id);
      keepWhole(pointer.target(), true);
    } else if (type instanceof BtfType.Composite owner) {
      if (!isPointedTo) {
        keepMembers(id, owner);
      }
    } else if (type instanceof BtfType.Array array) {
      keepWhole(array.element(), isPointedTo);
    } else if (type instanceof BtfType.FuncProto function) {
      keepWhole(function.result(), isPointedTo);
      function.params().forEach(param -> keepWhole(param.type(), isPointedTo));
    } else if (Likeness.isEnum(type)) {
      keepNumbers(id, Enumerators.of(kernel, id).size());
    } else {
      keepWhole(TypeReferences.target(type), isPointedTo);
    }
  }

  private void keepMembers(int id, BtfType.Composite owner) {
    keepNumbers(id, owner.members().size());
    owner.members().forEach(member -> keepWhole(member.type(), false));
  }

  private void keepNumbers(int id, int count) {
    for (int number = 0; number < count; number++) {
      numbers(id).add(number);
    }
  }

  /** {@return the types that are kept, as {@link Btf#parse} and the kernel take them} */
  public byte[] toBytes() {
    TreeMap<Integer, Integer> ids = new TreeMap<>();
    kept.keySet().forEach(id -> ids.put(id, ids.size() + 1));
    TypeReferences references = new TypeReferences(id -> ids.getOrDefault(id, 0));
    BtfBuilder types = new BtfBuilder(kernel.order());
    kept.forEach(
        (id, numbers) ->
            types.append(references.in(kernel.type(id), numbers, followed.contains(id))));
    return types.toBytes();
  }
}
