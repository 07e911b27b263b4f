package dev.jbpf.vm;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.PerCpuCodec;
import dev.jbpf.map.layout.Layout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a value of an object's map, of which the object says where structures are: among
 * them those that the kernel has for itself.
 *
 * @param layout of structures, arrays and pointers that are tagged; all else is bytes
 */
record ObjectValue(int size, Layout layout) implements Codec<byte[]> {

  /** {@return {@code def} whose values are of that type of the object's; the same for type 0} */
  static MapDef<?, ?> in(MapDef<?, ?> def, int type, Optional<Btf> types) {
    if (type == 0 || types.isEmpty() || def.valueSize() == 0) {
      return def;
    }
    ObjectValue value = new ObjectValue(def.valueSize(), layout(types.get(), type));
    return def.value() instanceof PerCpuCodec<?>
        ? def.withCodecs(def.key(), Codec.perCpu(value))
        : def.withCodecs(def.key(), value);
  }

  private static Layout layout(Btf types, int id) {
    BtfType type = types.type(types.resolve(id));
    if (type instanceof BtfType.Composite composite) {
      List<Layout.Member> members =
          composite.members().stream().map(member -> member(types, member)).toList();
      return new Layout.Struct(composite.name(), (int) composite.size(), members);
    }
    if (type instanceof BtfType.Array array && array.count() > 0) {
      return new Layout.Array(layout(types, array.element()), (int) array.count());
    }
    boolean isOfKernel =
        type instanceof BtfType.Ptr pointer
            && types.type(pointer.target()) instanceof BtfType.TypeTag tag
            && tag.name().contains("kptr");
    int size = (int) types.sizeOf(id).orElse(0);
    return isOfKernel ? new Layout.Struct("kptr", size, List.of()) : bytes(size);
  }

  private static Layout.Member member(Btf types, BtfType.Member member) {
    int offset = (int) (member.bitOffset() / Byte.SIZE);
    return new Layout.Member(member.name(), layout(types, member.type()), offset);
  }

  private static Layout bytes(int size) {
    return new Layout.Array(new Layout.Number(1, false), size);
  }

  @Override
  public int alignment() {
    return 1;
  }

  @Override
  public void encode(byte[] value, ByteBuffer out, int at) {
    Codec.bytes(size).encode(value, out, at);
  }

  @Override
  public byte[] decode(ByteBuffer in, int at) {
    return Codec.bytes(size).decode(in, at);
  }
}
