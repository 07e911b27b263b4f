package dev.jbpf.methods.translate;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.MethodTranslator;
import java.nio.ByteOrder;

/** What is done with memory: the methods of {@link dev.jbpf.methods.memory.Area}. */
final class MemoryCode {
  private final MethodTranslator t;

  MemoryCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** An address, and so many bytes on. */
  private record Place(Value base, int offset) {}

  void step(CallCode.Call call) {
    switch (call.name()) {
      case "s8" -> load(call, Type.S8);
      case "u8" -> load(call, Type.U8);
      case "s16" -> load(call, Type.S16);
      case "u16" -> load(call, Type.U16);
      case "s32" -> load(call, Type.S32);
      case "u32" -> load(call, Type.U32);
      case "s64" -> load(call, Type.S64);
      case "be16" -> loadBig(call, Type.U16);
      case "be32" -> loadBig(call, Type.S32);
      case "be64" -> loadBig(call, Type.S64);
      case "set8" -> store(call, Type.U8);
      case "set16" -> store(call, Type.U16);
      case "set32" -> store(call, Type.U32);
      case "set64" -> store(call, Type.S64);
      case "setBe16" -> storeBig(call, Type.U16);
      case "setBe32" -> storeBig(call, Type.U32);
      case "setBe64" -> storeBig(call, Type.U64);
      case "plus" -> plus(call);
      case "reaches" -> reaches(call);
      case "distance" -> distance(call);
      case "packet" -> pointer(call, Type.PACKET);
      case "packetEnd" -> pointer(call, Type.PACKET_END);
      case "widePacket", "widePacketEnd" -> pointer(call, Type.MEMORY);
      case "pointer" -> nullable(call);
      case "packet8" -> readPacket(call, Type.U8);
      case "packet16" -> readPacket(call, Type.U16);
      case "packet32" -> readPacket(call, Type.S32);
      case "add32", "add64" -> atomic(call, Opcode.FETCH_ADD);
      case "or64" -> atomic(call, Opcode.FETCH_OR);
      case "and64" -> atomic(call, Opcode.FETCH_AND);
      case "exchange64" -> atomic(call, Opcode.EXCHANGE);
      case "compareExchange64" -> compareExchange(call);
      default -> new CodecCode(t).step(call);
    }
  }

  static Value address(MethodTranslator t, Item item) {
    if (t.present(item) instanceof Item.Address address) {
      return address.value();
    }
    throw t.refuse(Rule.UNSUPPORTED, item.words() + " where memory is wanted");
  }

  private Place place(CallCode.Call call) {
    Value base = address(t, call.argument(0));
    Value offset = t.number(call.argument(1));
    if (offset.isConstant() && offset.immediate() == (short) offset.immediate()) {
      return new Place(base, (int) offset.immediate());
    }
    return new Place(t.f().offset(base, t.scope().cast(offset, Type.S64)), 0);
  }

  private void push(Value loaded, Type type) {
    t.push(t.f().cast(loaded, type.isWide() || type == Type.U32 ? Type.S64 : Type.S32));
  }

  private void load(CallCode.Call call, Type type) {
    Place place = place(call);
    push(t.f().load(type, place.base(), place.offset()), type);
  }

  private void loadBig(CallCode.Call call, Type type) {
    Place place = place(call);
    push(t.f().load(type, place.base(), place.offset(), ByteOrder.BIG_ENDIAN), type);
  }

  private void store(CallCode.Call call, Type type) {
    Place place = place(call);
    t.f().store(t.f().cast(t.number(call.argument(2)), type), place.base(), place.offset());
  }

  private void storeBig(CallCode.Call call, Type type) {
    Place place = place(call);
    Value value = t.f().cast(t.number(call.argument(2)), type);
    t.f().store(value, place.base(), place.offset(), ByteOrder.BIG_ENDIAN);
  }

  private void plus(CallCode.Call call) {
    Value bytes = t.number(call.argument(1));
    Value base = address(t, call.argument(0));
    Value moved =
        bytes.isConstant()
            ? t.f().offset(base, bytes.immediate())
            : t.f().offset(base, t.scope().cast(bytes, Type.S64));
    t.push(new Item.Address(moved, false));
  }

  /** Whether there are so many bytes before the end. */
  private void reaches(CallCode.Call call) {
    Value behind = t.f().offset(address(t, call.argument(0)), t.number(call.argument(2)));
    Value end = address(t, call.argument(1));
    t.push(t.f().cast(t.f().compare(Opcode.LE, behind, end), Type.S32));
  }

  private void distance(CallCode.Call call) {
    t.push(t.f().distance(address(t, call.argument(0)), address(t, call.argument(1))));
  }

  private void pointer(CallCode.Call call, Type type) {
    Place place = place(call);
    t.push(new Item.Address(t.f().load(type, place.base(), place.offset()), false));
  }

  private void nullable(CallCode.Call call) {
    Place place = place(call);
    Type.Pointer type = Type.MEMORY.orNull();
    t.push(new Item.Address(t.f().load(type, place.base(), place.offset()), true));
  }

  private void readPacket(CallCode.Call call, Type type) {
    Value context = address(t, call.argument(0));
    Value offset = t.number(call.argument(1));
    boolean isConstant = offset.isConstant() && offset.immediate() == (short) offset.immediate();
    Value at = isConstant ? t.f().constant(Type.U32, 0) : t.f().cast(offset, Type.U32);
    int more = isConstant ? (int) offset.immediate() : 0;
    push(t.f().readPacket(type, context, at, more), type);
  }

  private void atomic(CallCode.Call call, Opcode opcode) {
    Place place = place(call);
    Value result = t.f().atomic(opcode, place.base(), place.offset(), t.number(call.argument(2)));
    if (call.hasResult()) {
      t.push(result);
    }
  }

  private void compareExchange(CallCode.Call call) {
    Place place = place(call);
    Value expected = t.number(call.argument(2));
    Value value = t.number(call.argument(3));
    t.push(t.f().compareExchange(place.base(), place.offset(), expected, value));
  }
}
