package dev.jbpf.btf.c;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Types as a header that C programs include: what one needs stands before it, each has the sizes
 * and offsets that its BTF tells. Two of one name are told apart by {@code ___2}.
 */
public final class CHeader {
  /** A compiler has it, and takes no other. */
  private static final String BUILT_IN = "__builtin_va_list";

  private final Btf types;
  private final UniqueNames names;
  private final CDeclarator declarator;
  private final CBodies bodies;
  private final StringBuilder text = new StringBuilder();
  private final Set<Integer> declared = new HashSet<>();
  private final Set<Integer> defined = new HashSet<>();
  private Set<Integer> users = Set.of();

  private CHeader(Btf types) {
    this.types = types;
    this.names = new UniqueNames(types);
    this.declarator = new CDeclarator(types, names);
    this.bodies = new CBodies(types, declarator, names);
    declarator.bodies(bodies);
  }

  /** {@return a header of all types} */
  public static String of(Btf types) {
    return of(types, IntStream.range(1, types.size()));
  }

  /**
   * {@return a header of those types and what they need}
   *
   * @param ids theirs
   * @throws IndexOutOfBoundsException if there is no such type
   */
  public static String of(Btf types, IntStream ids) {
    CHeader header = new CHeader(types);
    ids.forEach(header::define);
    return """
        #ifndef __VMLINUX_H__
        #define __VMLINUX_H__

        #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
        #ifdef __clang__
        #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
        #endif
        #endif

        """
        + header.text
        + """
        #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
        #ifdef __clang__
        #pragma clang attribute pop
        #endif
        #endif

        #endif
        """;
  }

  /**
   * {@return the declaration of a function: {@code int count(void * ctx)}}
   *
   * @param id of a {@link BtfType.Func}
   * @throws ClassCastException if it is none
   */
  public static String prototype(Btf types, int id) {
    BtfType.Func function = (BtfType.Func) types.type(id);
    return new CHeader(types).declarator.declare(function.prototype(), function.name());
  }

  /** {@return a type as C names it where nothing is declared: {@code const struct sock *}} */
  public static String typeName(Btf types, int id) {
    return new CHeader(types).declarator.declare(id, "");
  }

  /** Writes what has a name of its own; variables and functions are no types. */
  private void define(int id) {
    BtfKind kind = types.kind(id).orElseThrow();
    if (isEnum(id)) {
      defineEnum(id);
    } else if (kind == BtfKind.STRUCT || kind == BtfKind.UNION) {
      if (declarator.isTagged(id)) {
        need(id, true);
      }
    } else if (kind == BtfKind.TYPEDEF || kind == BtfKind.FWD) {
      need(id, false);
    }
  }

  /**
   * Writes what must stand before a use of a type.
   *
   * @param isWhole whether its size must be known there; behind a pointer its name will do
   */
  private void need(int id, boolean isWhole) {
    if (!isWhole && declarator.isTagged(id) && !isEnum(id)) {
      forward(id);
      return;
    }
    BtfType type = types.type(id);
    if (type instanceof BtfType.Ptr pointer) {
      need(pointer.target(), false);
    } else if (type instanceof BtfType.Array array) {
      need(array.element(), true);
    } else if (type instanceof BtfType.FuncProto prototype) {
      need(prototype.result(), false);
      prototype.params().forEach(parameter -> need(parameter.type(), false));
    } else if (type instanceof BtfType.Typedef alias) {
      needTypedef(id, alias, isWhole);
    } else if (type instanceof BtfType.Composite composite) {
      needComposite(id, composite);
    } else if (type instanceof BtfType.Fwd) {
      forward(id);
    } else if (isEnum(id)) {
      if (!type.name().isEmpty()) {
        defineEnum(id);
      }
    } else {
      CDeclarator.target(type).ifPresent(target -> need(target, isWhole));
    }
  }

  private void needTypedef(int id, BtfType.Typedef alias, boolean isWhole) {
    if (isWhole) {
      need(alias.target(), true);
    }
    if (declared.add(id) && !alias.name().equals(BUILT_IN)) {
      need(alias.target(), false);
      text.append("typedef ")
          .append(declarator.declare(alias.target(), names.of(id)))
          .append(";\n\n");
    }
  }

  private void needComposite(int id, BtfType.Composite type) {
    if (type.name().isEmpty()) {
      type.members().forEach(member -> need(member.type(), true));
    } else if (defined.add(id)) {
      declared.add(id);
      type.members().forEach(member -> need(member.type(), true));
      text.append(bodies.composite(id, type, "")).append(";\n\n");
    }
  }

  private void forward(int id) {
    if (declared.add(id)) {
      text.append(declarator.tagged(id)).append(";\n\n");
    }
  }

  private void defineEnum(int id) {
    boolean isWrittenWhereUsed = types.name(id).isEmpty() && users().contains(id);
    if (!isWrittenWhereUsed && defined.add(id)) {
      text.append(bodies.enumeration(id)).append(";\n\n");
    }
  }

  private boolean isEnum(int id) {
    return types
        .kind(id)
        .filter(kind -> kind == BtfKind.ENUM || kind == BtfKind.ENUM64)
        .isPresent();
  }

  /** {@return the types that a member or another name has: found when first asked for} */
  private Set<Integer> users() {
    if (users.isEmpty()) {
      Set<Integer> found = new HashSet<>(Set.of(0));
      IntStream.range(1, types.size()).forEach(id -> addUsed(id, found));
      users = found;
    }
    return users;
  }

  private void addUsed(int id, Set<Integer> found) {
    switch (types.kind(id).orElseThrow()) {
      case STRUCT, UNION ->
          ((BtfType.Composite) types.type(id))
              .members()
              .forEach(member -> found.add(element(member.type())));
      case TYPEDEF -> found.add(element(((BtfType.Typedef) types.type(id)).target()));
      default -> {}
    }
  }

  private int element(int id) {
    return types.kind(id).filter(BtfKind.ARRAY::equals).isPresent()
        ? element(((BtfType.Array) types.type(id)).element())
        : id;
  }
}
