package dev.jbpf.methods.translate;

import dev.jbpf.dsl.value.kernel.RecordDeclarations;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.BitFields;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.struct.KernelMember;
import dev.jbpf.kernel.struct.KernelStruct;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.MethodTranslator;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Members of structures of the kernel. */
final class KernelCode {
  private static final int LOCATION_BITS = 0xffff;

  private final MethodTranslator t;
  private final FunctionBuilder f;

  KernelCode(MethodTranslator translator) {
    this.t = translator;
    this.f = translator.f();
  }

  /** A method of {@code Structs}: the structure at an address. */
  void open(CallCode.Call call) {
    if (!(call.argument(0) instanceof Item.Constant known)
        || !(known.object() instanceof Class<?> type)) {
      throw t.refuse(Rule.FIELD, "a structure whose class is not known");
    }
    KernelStruct struct = struct(type);
    switch (call.name()) {
      case "at" -> t.push(copied(type, struct, address(call.argument(1)), Item.Reading.KERNEL));
      case "user" -> t.push(copied(type, struct, address(call.argument(1)), Item.Reading.USER));
      case "direct" -> {
        Value base = MemoryCode.address(t, call.argument(1));
        t.push(new Item.Kernel(type, struct, base, List.of(), Item.Reading.IN_PLACE));
      }
      default -> {
        Value number = t.number(call.argument(2));
        if (!number.isConstant()) {
          throw t.refuse(Rule.UNSUPPORTED, "an argument whose number is not a constant");
        }
        t.push(argument(type, MemoryCode.address(t, call.argument(1)), (int) number.immediate()));
      }
    }
  }

  private KernelStruct struct(Class<?> type) {
    try {
      return RecordDeclarations.of(type);
    } catch (IllegalArgumentException e) {
      throw t.refuse(Rule.UNSUPPORTED, e.getMessage());
    }
  }

  private Value address(Item item) {
    return f.retype(t.scope().cast(t.number(item), Type.S64), Type.Pointer.kernel(""));
  }

  private static Item copied(Class<?> type, KernelStruct struct, Value base, Item.Reading reading) {
    return new Item.Kernel(type, struct, base, List.of(), reading);
  }

  /** {@return the structure that is an argument of the kernel's function, from 1 on} */
  Item argument(Class<?> type, Value context, int number) {
    KernelStruct struct = struct(type);
    int offset = (number - 1) * Long.BYTES;
    if (!isTyped()) {
      Value address = f.load(Type.U64, context, offset);
      return copied(type, struct, f.retype(address, Type.Pointer.kernel("")), Item.Reading.KERNEL);
    }
    Value base = f.load(Type.Pointer.kernel(struct.name()), context, offset);
    return new Item.Kernel(type, struct, base, List.of(), Item.Reading.IN_PLACE);
  }

  /** Whether the verifier knows what arguments are; a section without a name of BTF's does not. */
  private boolean isTyped() {
    ProgramType type = t.scope().unit().target().type().orElse(ProgramType.UNSPEC);
    return type != ProgramType.RAW_TRACEPOINT && type != ProgramType.RAW_TRACEPOINT_WRITABLE;
  }

  /** An accessor of the structure. */
  void step(Item.Kernel at, CallCode.Call call) {
    int number = RecordDeclarations.number(at.type(), call.name());
    if (number < 0) {
      throw t.refuse(Rule.FOREIGN_METHOD, call.toString());
    }
    Method accessor = RecordDeclarations.accessors(at.type()).get(number);
    List<Integer> path = new ArrayList<>(at.path());
    path.add(number);
    if (call.arguments().size() > 1) {
      set(at.at(path), call);
    } else {
      t.push(member(at.at(path), accessor.getReturnType()));
    }
  }

  /** A method called as a member that takes a number, and gives nothing, sets it. */
  private void set(Item.Kernel member, CallCode.Call call) {
    KernelStruct.Content content = where(member).content();
    boolean isNumber =
        content instanceof KernelStruct.Number || content instanceof KernelStruct.NetworkNumber;
    if (call.hasResult() || call.arguments().size() != 2 || !isNumber) {
      throw t.refuse(Rule.UNSUPPORTED, call + ", which sets no number,");
    }
    if (member.reading() != Item.Reading.IN_PLACE) {
      throw t.refuse(Rule.UNSUPPORTED, call + " of a structure that is read by copies");
    }
    Value number = f.cast(t.number(call.argument(1)), type(content));
    boolean isNetwork = content instanceof KernelStruct.NetworkNumber;
    Value raw = isNetwork ? f.bigEndian(number, content.bytes() * Byte.SIZE) : number;
    f.store(raw, place(member), 0);
  }

  private Item member(Item.Kernel member, Class<?> java) {
    KernelStruct.Content content = where(member).content();
    if (java == String.class) {
      return new Item.KernelText(textAddress(member, content), member.reading());
    }
    if (java.isPrimitive()) {
      Value loaded = number(member, content);
      return new Item.Number(f.cast(loaded, java == long.class ? Type.S64 : Type.S32));
    }
    if (java.isEnum()) {
      return new Item.Choice(
          Stream.of(java.getEnumConstants()).map(Item.Constant::new).toList(),
          f.cast(number(member, content), Type.S32));
    }
    if (content instanceof KernelStruct.Inside) {
      return new Item.Kernel(java, member.struct(), member.base(), member.path(), member.reading());
    }
    if (content instanceof KernelStruct.Pointer) {
      return pointee(member, java);
    }
    throw t.refuse(Rule.UNSUPPORTED, "a member that is " + java.getSimpleName());
  }

  /** {@return the number in the machine's order} */
  private Value number(Item.Kernel member, KernelStruct.Content content) {
    if (content instanceof KernelStruct.BitField field) {
      return BitFields.load(f, where(member), unit(member), field.isSigned());
    }
    Type.Int type = type(content);
    Value raw = read(member, type);
    return content instanceof KernelStruct.NetworkNumber ? f.bigEndian(raw, type.bits()) : raw;
  }

  /** {@return where the unit is that holds the bit field: in place, or a copy of it} */
  private Value unit(Item.Kernel member) {
    if (member.reading() == Item.Reading.IN_PLACE) {
      return place(member);
    }
    StackObject copy = t.path().object(t.at(), () -> f.stackObject("unit", Long.BYTES));
    Value to = f.address(copy);
    f.store(Type.U64, 0, to, 0);
    call(copier(member), to, BitFields.unitBytes(f, where(member)), number(place(member)));
    return to;
  }

  private Value textAddress(Item.Kernel member, KernelStruct.Content content) {
    if (content instanceof KernelStruct.Number) {
      return located(member);
    }
    boolean isElsewhere = content instanceof KernelStruct.Pointer;
    return isElsewhere ? read(member, Type.U64) : number(place(member));
  }

  private Item pointee(Item.Kernel member, Class<?> java) {
    KernelStruct pointed = struct(java);
    boolean isInPlace = member.reading() == Item.Reading.IN_PLACE;
    Type.Pointer type = Type.Pointer.kernel(isInPlace ? pointed.name() : "");
    Value base =
        isInPlace ? f.load(type, place(member), 0) : f.retype(read(member, Type.U64), type);
    return new Item.Kernel(java, pointed, base, List.of(), member.reading());
  }

  private static Type.Int type(KernelStruct.Content content) {
    boolean isSigned = content instanceof KernelStruct.Number number && number.isSigned();
    return Type.Int.of(content.bytes() * Byte.SIZE, isSigned);
  }

  /** {@return where the structure is} */
  Value address(Item.Kernel struct) {
    return struct.path().isEmpty() ? struct.base() : place(struct);
  }

  private Value place(Item.Kernel member) {
    return f.offset(member.base(), f.memberOffset(where(member)));
  }

  private static KernelMember where(Item.Kernel member) {
    return new KernelMember(member.struct(), member.path());
  }

  private Value number(Value address) {
    return f.retype(address, Type.U64);
  }

  private Value read(Item.Kernel member, Type.Int type) {
    if (member.reading() == Item.Reading.IN_PLACE) {
      return f.load(type, place(member), 0);
    }
    int bytes = type.bits() / Byte.SIZE;
    StackObject copy = t.path().object(t.at(), () -> f.stackObject("copy", bytes));
    Value to = f.address(copy);
    call(copier(member), to, f.constant(bytes), number(place(member)));
    return f.load(type, to, 0);
  }

  private static Helper copier(Item.Kernel member) {
    return member.reading() == Item.Reading.USER
        ? Helper.PROBE_READ_USER
        : Helper.PROBE_READ_KERNEL;
  }

  private void call(Helper helper, Value to, Value bytes, Value from) {
    if (t.scope().unit().lacks(helper)) {
      throw t.refuse(Rule.HELPER_VERSION, helper.functionName() + " needs Linux " + helper.since());
    }
    f.call(helper, Type.S64, to, bytes, from);
  }

  /** {@return the address of the text whose place this member says} */
  private Value located(Item.Kernel member) {
    Value place = f.and(read(member, Type.U32), LOCATION_BITS);
    return f.add(number(member.base()), f.cast(place, Type.U64));
  }

  /** Copies the text to {@code bytes} bytes at {@code at}, cut if need be. */
  void write(Item.KernelText text, Value base, int at, int bytes) {
    boolean isUser = text.reading() == Item.Reading.USER;
    Value to = at == 0 ? base : f.offset(base, at);
    call(
        isUser ? Helper.PROBE_READ_USER_STR : Helper.PROBE_READ_KERNEL_STR,
        to,
        f.constant(bytes),
        text.address());
  }
}
