package dev.jbpf.methods.translate;

import dev.jbpf.dsl.value.part.Formats;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.map.Codec;
import dev.jbpf.map.layout.Layout;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Members;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.ArrayCode;
import dev.jbpf.methods.translate.method.MethodTranslator;
import dev.jbpf.methods.translate.scope.Boxes;
import java.lang.reflect.RecordComponent;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values as they lie in memory: put there, and taken from there. */
final class CodecCode {
  private final MethodTranslator t;

  CodecCode(MethodTranslator translator) {
    this.t = translator;
  }

  void step(CallCode.Call call) {
    switch (call.name()) {
      case "holding" -> holding(codec(call.argument(0)), call.argument(1));
      case "room" -> room(call);
      case "numberSize" -> numberSize(call);
      case "read" -> read(call);
      case "copy" -> copy(call);
      case "text" -> text(call);
      case "textSize" -> t.push(t.scope().number(constantText(call).length + 1));
      case "write" -> {
        Value base = MemoryCode.address(t, call.argument(0));
        write(codec(call.argument(1)).layout(), t.usable(call.argument(2)), base, 0);
      }
      default -> throw t.refuse(Rule.UNSUPPORTED, call.toString());
    }
  }

  private Codec<?> codec(Item item) {
    if (item instanceof Item.Constant constant && constant.object() instanceof Codec<?> codec) {
      return codec;
    }
    throw t.refuse(Rule.FIELD, "a codec");
  }

  private void holding(Codec<?> codec, Item value) {
    int size = codec.size();
    StackObject object =
        t.path().object(t.at(), () -> t.f().stackObject("value", Math.max(1, size)));
    Value base = t.f().address(object);
    write(codec.layout(), t.usable(value), base, 0);
    t.push(new Item.Address(base, false));
  }

  private void numberSize(CallCode.Call call) {
    int least = (int) t.number(call.argument(1)).immediate();
    try {
      t.push(t.scope().number(Area.numberSize(codec(call.argument(0)), least)));
    } catch (IllegalArgumentException e) {
      throw t.refuse(Rule.NUMBER_SIZE, e.getMessage());
    }
  }

  /** So many bytes of the stack, all zero. */
  private void room(CallCode.Call call) {
    Value size = t.number(call.argument(0));
    if (!size.isConstant()) {
      throw t.refuse(Rule.ARRAY_LENGTH, "memory of the stack");
    }
    int bytes = (int) size.immediate();
    StackObject object = t.path().object(t.at(), () -> t.f().stackObject("room", bytes));
    Value base = t.f().address(object);
    zero(base, 0, bytes);
    t.push(new Item.Address(base, false));
  }

  /** As many bytes at a time as an instruction takes. */
  private void copy(CallCode.Call call) {
    Value to = MemoryCode.address(t, call.argument(0));
    Value from = MemoryCode.address(t, call.argument(1));
    Value size = t.number(call.argument(2));
    if (!size.isConstant()) {
      throw t.refuse(Rule.ARRAY_LENGTH, "a copy");
    }
    int end = (int) size.immediate();
    for (int at = 0; at < end; ) {
      int bytes = Math.min(Integer.lowestOneBit(at | Long.BYTES), Integer.highestOneBit(end - at));
      Type type = Type.Int.of(bytes * Byte.SIZE, false);
      t.f().store(t.f().load(type, from, at), to, at);
      at += bytes;
    }
  }

  /** A constant text on the stack, with its NUL. */
  private void text(CallCode.Call call) {
    byte[] bytes = constantText(call);
    ByteBuffer padded =
        ByteBuffer.allocate((bytes.length / Long.BYTES + 1) * Long.BYTES)
            .order(ByteOrder.nativeOrder());
    padded.put(0, bytes);
    StackObject object =
        t.path().object(t.at(), () -> t.f().stackObject("text", padded.capacity()));
    Value base = t.f().address(object);
    for (int at = 0; at < padded.capacity(); at += Long.BYTES) {
      t.f().store(Type.U64, padded.getLong(at), base, at);
    }
    t.push(new Item.Address(base, false));
  }

  private byte[] constantText(CallCode.Call call) {
    Item text = call.argument(0);
    Value wanted = t.number(call.argument(1));
    if (!(text instanceof Item.Constant constant)
        || !(constant.object() instanceof String format)
        || !wanted.isConstant()) {
      throw t.refuse(Rule.TEXT, "a format");
    }
    int conversions = Formats.conversions(format);
    if (conversions != wanted.immediate()) {
      throw t.refuse(
          Rule.TEXT,
          "'" + format + "' wants " + conversions + " arguments, got " + wanted.immediate(),
          "a number for each conversion of the format");
    }
    return Formats.ofLongs(format).getBytes(StandardCharsets.UTF_8);
  }

  private void zero(Value base, int from, int to) {
    for (int at = from; at < to; ) {
      int bytes = Math.min(Integer.lowestOneBit(at | Long.BYTES), Integer.highestOneBit(to - at));
      t.f().store(Type.Int.of(bytes * Byte.SIZE, false), 0, base, at);
      at += bytes;
    }
  }

  private void write(Layout layout, Item value, Value base, int at) {
    if (layout instanceof Layout.Number number) {
      Type type = Type.Int.of(number.bytes() * Byte.SIZE, number.isSigned());
      t.f().store(t.f().cast(t.number(t.present(value)), type), base, at);
    } else if (layout instanceof Layout.BigEndianNumber number) {
      Type type = Type.Int.of(number.bytes() * Byte.SIZE, false);
      Value cut = t.f().cast(t.number(t.present(value)), type);
      t.f().store(cut, base, at, ByteOrder.BIG_ENDIAN);
    } else if (layout instanceof Layout.Struct struct) {
      writeParts(struct, t.present(value), base, at);
    } else if (layout instanceof Layout.Text text && value instanceof Item.Constant constant) {
      writeText(text, constant.object().toString(), base, at);
    } else if (layout instanceof Layout.Text text && value instanceof Item.Choice choice) {
      writeChoice(text, choice, base, at);
    } else if (layout instanceof Layout.Text text && value instanceof Item.KernelText found) {
      zero(base, at, at + text.bytes());
      new KernelCode(t).write(found, base, at, text.bytes());
    } else if (layout instanceof Layout.Array array && value instanceof Item.Array own) {
      writeElements(array, own, base, at);
    } else if (value instanceof Item.Null) {
      zero(base, at, at + layout.size());
    } else {
      throw t.refuse(Rule.UNSUPPORTED, value.words() + " in memory");
    }
  }

  private void writeParts(Layout.Struct struct, Item value, Value base, int at) {
    if (!(value instanceof Item.Struct parts)) {
      throw t.refuse(Rule.UNSUPPORTED, value.words() + " as " + struct.name() + " in memory");
    }
    int end = 0;
    for (Layout.Member member : struct.members()) {
      zero(base, at + end, at + member.offset());
      write(member.layout(), parts.fields().get(member.name()), base, at + member.offset());
      end = member.offset() + member.layout().size();
    }
    zero(base, at + end, at + struct.bytes());
  }

  /** One of several texts: each byte that differs comes from a table. */
  private void writeChoice(Layout.Text text, Item.Choice choice, Value base, int at) {
    List<byte[]> all =
        choice.all().stream()
            .map(one -> Arrays.copyOf(encoded(text, one.object().toString()), text.bytes()))
            .toList();
    for (int i = 0; i < text.bytes(); i++) {
      byte[] column = new byte[all.size()];
      for (int j = 0; j < column.length; j++) {
        column[j] = all.get(j)[i];
      }
      t.f().store(t.f().cast(oneOf(column, choice.index()), Type.S8), base, at + i);
    }
  }

  private Value oneOf(byte[] column, Value index) {
    if (Arrays.equals(column, filled(column.length, column[0]))) {
      return t.f().constant(Type.S32, column[0]);
    }
    Item table = new Item.Constant(t.scope().unit().statics().shared(column));
    return t.number(new ArrayCode(t).element(table, index));
  }

  private static byte[] filled(int length, byte value) {
    byte[] all = new byte[length];
    Arrays.fill(all, value);
    return all;
  }

  private byte[] encoded(Layout.Text text, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= text.bytes()) {
      throw t.refuse(
          Rule.TEXT,
          "'" + content + "' is longer than " + (text.bytes() - 1),
          "a larger @Size, or Codec.text(" + (content.length() + 1) + "), or a shorter text");
    }
    return bytes;
  }

  private void writeText(Layout.Text text, String content, Value base, int at) {
    byte[] bytes = encoded(text, content);
    for (int i = 0; i < bytes.length; i++) {
      t.f().store(Type.S8, bytes[i], base, at + i);
    }
    zero(base, at + bytes.length, at + text.bytes());
  }

  private void writeElements(Layout.Array layout, Item.Array own, Value base, int at) {
    if (own.length() != layout.count() || own.element().bytes() != layout.element().size()) {
      throw t.refuse(Rule.ARRAY_LENGTH, "an array of " + own.length() + " in memory");
    }
    Value from = new ArrayCode(t).address(own);
    for (int i = 0; i < own.length(); i++) {
      int offset = i * own.element().bytes();
      t.f().store(t.f().load(own.element().type(), from, offset), base, at + offset);
    }
  }

  private void read(CallCode.Call call) {
    Codec<?> codec = codec(call.argument(1));
    Value base = MemoryCode.address(t, call.argument(0));
    Optional<Class<?>> record = Codec.recordType(codec);
    boolean isLong = codec instanceof Codec.OfLong;
    Item item = read(codec.layout(), base, 0, record.orElse(isLong ? long.class : int.class));
    if (item instanceof Item.Number && record.isEmpty()) {
      t.push(new Item.Struct(Members.box(codec), Map.of(Boxes.VALUE, item), Optional.empty()));
    } else {
      t.push(item);
    }
  }

  private static Layout.Member member(Layout.Struct struct, String name) {
    return struct.members().stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** {@return what is there, of that type of Java} */
  private Item read(Layout layout, Value base, int at, Class<?> java) {
    if (layout instanceof Layout.Number number) {
      Type type = Type.Int.of(number.bytes() * Byte.SIZE, number.isSigned());
      return new Item.Number(widened(t.f().load(type, base, at), java));
    }
    if (layout instanceof Layout.BigEndianNumber number) {
      Type type = Type.Int.of(number.bytes() * Byte.SIZE, java != char.class);
      Value loaded = t.f().load(type, base, at, ByteOrder.BIG_ENDIAN);
      Item item = new Item.Number(widened(loaded, java));
      return java == Inet4Address.class
          ? new Item.Struct(java, Map.of(Boxes.VALUE, item), Optional.empty())
          : item;
    }
    if (layout instanceof Layout.Struct struct && java.isRecord()) {
      Map<String, Item> fields = new LinkedHashMap<>();
      for (RecordComponent component : java.getRecordComponents()) {
        Layout.Member member = member(struct, component.getName());
        fields.put(
            component.getName(),
            read(member.layout(), base, at + member.offset(), component.getType()));
      }
      return new Item.Struct(java, fields, Optional.empty());
    }
    return new Item.Unusable("a text or an array of memory");
  }

  private Value widened(Value loaded, Class<?> java) {
    return t.f().cast(loaded, java == long.class ? Type.S64 : Type.S32);
  }
}
