package dev.jbpf.dsl.value.kernel;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.dsl.value.internal.FieldNames;
import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.map.Status;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Stack;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.BitFields;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.struct.KernelMember;
import dev.jbpf.kernel.struct.KernelStruct;
import dev.jbpf.map.Codec;
import dev.jbpf.map.layout.Layout;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A structure of the kernel, or a member of one, and how it is read.
 *
 * @param base the address that the path starts at
 * @param struct the structure there
 * @param path from there on, empty for the structure itself
 * @param reading whether programs may read it in place; copies are made otherwise
 */
record MemberAccess(
    Scope scope, Value base, KernelStruct struct, List<Integer> path, Reading reading) {
  /** How members are read. */
  enum Reading {
    /** Where they are. */
    IN_PLACE,
    /** By copies of the kernel's memory. */
    KERNEL,
    /** By copies of the process's memory. */
    USER
  }

  /** Where a tracepoint's record says that a text is, in the lower half; how long, in the upper. */
  private static final int LOCATION_BITS = 0xffff;

  static MemberAccess of(Scope scope, KernelStruct struct, Value base, Reading reading) {
    return new MemberAccess(scope, base, struct, List.of(), reading);
  }

  private boolean isInPlace() {
    return reading == Reading.IN_PLACE;
  }

  /** {@return the structure at the address that this member is} */
  MemberAccess pointee(KernelStruct pointed) {
    Value address = isInPlace() ? load(Type.Pointer.kernel(pointed.name())) : get(U64.KIND).ir();
    return of(scope, pointed, address, reading);
  }

  MemberAccess member(Serializable accessor) {
    String name = FieldNames.of(accessor);
    int number = FieldNames.numberOf(accessor);
    KernelStruct inside = content() instanceof KernelStruct.Inside found ? found.struct() : struct;
    if (number < 0 || number >= inside.members().size()) {
      List<String> names = inside.members().stream().map(KernelStruct.Member::name).toList();
      throw scope.error(
          "no-member",
          inside + " has no member " + name,
          Suggestions.nearest(name, names)
              .map(Suggestions::didYouMean)
              .orElse("it has " + String.join(", ", names)));
    }
    List<Integer> longer = new ArrayList<>(path);
    longer.add(number);
    return new MemberAccess(scope, base, struct, longer, reading);
  }

  /** {@return what is there: of the whole structure that itself} */
  KernelStruct.Content content() {
    return path.isEmpty() ? new KernelStruct.Inside(struct) : where().content();
  }

  private KernelMember where() {
    return new KernelMember(struct, path);
  }

  Value place() {
    FunctionBuilder f = scope.at();
    return path.isEmpty() ? base : f.offset(start(), f.memberOffset(where()));
  }

  /** Addresses that are copied are numbers, to which a place is added. */
  private Value start() {
    return base.type().isPointer() ? base : scope.at().retype(base, Type.Pointer.kernel(""));
  }

  U64 address() {
    return U64.KIND.of(scope, scope.at().retype(place(), Type.U64));
  }

  <T extends Int<T, ?>> T get(Kind<T> kind) {
    Type.Int type = number();
    if (type.bits() > kind.type().bits()) {
      throw scope.error(
          "number-width",
          where() + " has " + type.bits() + " bits, more than " + kind,
          "get all, and cut it");
    }
    return kind.of(scope, scope.at().cast(host(type), kind.type()));
  }

  /** {@return the number in the machine's order} */
  private Value host(Type.Int type) {
    if (content() instanceof KernelStruct.BitField field) {
      return BitFields.load(scope.at(), where(), unit(), field.isSigned());
    }
    boolean isNetwork = content() instanceof KernelStruct.NetworkNumber;
    return isNetwork ? scope.at().bigEndian(raw(type), type.bits()) : raw(type);
  }

  /** {@return the bits as they lie there, of a number in network order} */
  Value network(Kind<?> kind) {
    if (!(content() instanceof KernelStruct.NetworkNumber number)
        || number.bytes() * Byte.SIZE != kind.type().bits()) {
      throw scope.error(
          "network-order",
          where() + " is no number of " + kind.type().bits() + " bits in network order",
          "mark the component @BigEndian, with as many bits");
    }
    return raw((Type.Int) kind.type());
  }

  private Value raw(Type.Int type) {
    return isInPlace() ? load(type) : copy(type);
  }

  /** {@return where the unit is that holds the bit field: in place, or a copy of it} */
  private Value unit() {
    if (isInPlace()) {
      return place();
    }
    FunctionBuilder f = scope.at();
    Cell<?> to = Stack.zero(scope, Codec.U64, "unit");
    Value size = BitFields.unitBytes(f, where());
    scope.call(copier(), Type.S64, to.address(), size, address().ir());
    return to.address();
  }

  /** Copies all that {@code to} holds. */
  Status copyTo(Cell<?> to) {
    Value size = scope.at().constant(to.size());
    return new Status(scope, scope.call(copier(), Type.S64, to.address(), size, address().ir()));
  }

  private Type.Int number() {
    if (content() instanceof KernelStruct.Number number) {
      return Type.Int.of(number.bytes() * Byte.SIZE, number.isSigned());
    }
    if (content() instanceof KernelStruct.NetworkNumber number) {
      return Type.Int.of(number.bytes() * Byte.SIZE, false);
    }
    if (content() instanceof KernelStruct.BitField field) {
      return Type.Int.of(field.bytes() * Byte.SIZE, field.isSigned());
    }
    if (content() instanceof KernelStruct.Pointer) {
      return Type.U64;
    }
    throw scope.error("no-number", where() + " is no number", "follow(…) it, or take its text(…)");
  }

  private Value load(Type type) {
    return scope.at().load(type, place(), 0);
  }

  private Value copy(Type.Int type) {
    Layout layout = new Layout.Number(type.bits() / Byte.SIZE, type.isSigned());
    Cell<?> to = Stack.raw(scope, layout, "copy");
    Value size = scope.at().constant(to.size());
    scope.call(copier(), Type.S64, to.address(), size, address().ir());
    return scope.at().load(type, to.address(), 0);
  }

  private Helper copier() {
    return reading == Reading.USER ? Helper.PROBE_READ_USER : Helper.PROBE_READ_KERNEL;
  }

  S64 text(Cell<String> to) {
    FunctionBuilder f = scope.at();
    Value size = f.constant(to.size());
    return S64.KIND.of(
        scope, scope.call(textCopier(), Type.S64, to.address(), size, textAddress()));
  }

  private Value textAddress() {
    if (content() instanceof KernelStruct.Number) {
      return located();
    }
    return content() instanceof KernelStruct.Pointer ? get(U64.KIND).ir() : address().ir();
  }

  private Helper textCopier() {
    return reading == Reading.USER ? Helper.PROBE_READ_USER_STR : Helper.PROBE_READ_KERNEL_STR;
  }

  /** {@return the address of the text whose place this member says} */
  private Value located() {
    FunctionBuilder f = scope.at();
    Value place = f.and(load(Type.U32), LOCATION_BITS);
    return f.add(f.retype(base, Type.U64), f.cast(place, Type.U64));
  }
}
