package dev.jbpf.elf.bpf.describe;

import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Encoding;
import dev.jbpf.elf.ops.StructOpsDef;
import dev.jbpf.kernel.struct.KernelStruct;
import dev.jbpf.kernel.struct.KfuncDeclaration;
import java.util.List;
import java.util.Set;

/** Describes structures and functions of the kernel as programs declare them. */
final class KernelStructTypes {
  private final BtfBuilder types;

  /** Adds to {@code types}. */
  KernelStructTypes(BtfBuilder types) {
    this.types = types;
  }

  /** {@return the id of {@code struct}} */
  int add(KernelStruct struct) {
    List<BtfType.Member> members = struct.members().stream().map(this::member).toList();
    return types.add(new BtfType.Struct(struct.name(), struct.bytes(), members));
  }

  /** {@return the id of the structure of {@code table}, whose functions' types nobody reads} */
  int add(StructOpsDef table) {
    KernelStruct struct = table.structure();
    List<BtfType.Member> members =
        struct.members().stream()
            .map(one -> table.function(one).isPresent() ? function(one) : member(one))
            .toList();
    return types.add(new BtfType.Struct(struct.name(), struct.bytes(), members));
  }

  private BtfType.Member function(KernelStruct.Member member) {
    int prototype = types.add(new BtfType.FuncProto(0, List.of()));
    return new BtfType.Member(
        member.name(),
        types.add(new BtfType.Ptr(prototype)),
        member.offset() * (long) Byte.SIZE,
        0);
  }

  /** {@return the id of the prototype of {@code function}} */
  int add(KfuncDeclaration function) {
    List<BtfType.Param> parameters =
        function.parameters().stream().map(kind -> new BtfType.Param("", type(kind))).toList();
    return types.add(new BtfType.FuncProto(type(function.result()), parameters));
  }

  private int type(KfuncDeclaration.Kind kind) {
    if (kind instanceof KfuncDeclaration.Number number) {
      return integer(number.bytes(), number.isSigned());
    }
    if (kind instanceof KfuncDeclaration.Pointer pointer) {
      return types.add(
          new BtfType.Ptr(types.add(new BtfType.Struct(pointer.struct(), 0, List.of()))));
    }
    return kind instanceof KfuncDeclaration.Address ? types.add(new BtfType.Ptr(0)) : 0;
  }

  private BtfType.Member member(KernelStruct.Member member) {
    int bits = member.content() instanceof KernelStruct.BitField field ? field.bits() : 0;
    return new BtfType.Member(
        member.name(), type(member.content()), member.offset() * (long) Byte.SIZE, bits);
  }

  private int type(KernelStruct.Content content) {
    if (content instanceof KernelStruct.Number number) {
      return integer(number.bytes(), number.isSigned());
    }
    if (content instanceof KernelStruct.NetworkNumber number) {
      return integer(number.bytes(), false);
    }
    if (content instanceof KernelStruct.BitField field) {
      return integer(field.bytes(), field.isSigned());
    }
    if (content instanceof KernelStruct.Characters text) {
      return types.add(
          new BtfType.Array(integer(1, true), integer(Integer.BYTES, false), text.bytes()));
    }
    if (content instanceof KernelStruct.Inside inside) {
      return add(inside.struct());
    }
    return types.add(new BtfType.Ptr(0));
  }

  private int integer(int bytes, boolean isSigned) {
    String name = (isSigned ? "s" : "u") + bytes * Byte.SIZE;
    Set<Encoding> encoding = isSigned ? Set.of(Encoding.SIGNED) : Set.of();
    return types.add(new BtfType.Int(name, bytes, encoding, 0, bytes * Byte.SIZE));
  }
}
