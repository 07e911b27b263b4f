package dev.jbpf.vm.context;

import dev.jbpf.vm.memory.Memory;
import dev.jbpf.vm.memory.PacketMemory;
import java.util.EnumMap;
import java.util.Map;

/**
 * A packet as socket filters and classifiers get it: r1 points to a {@code struct __sk_buff} of
 * {@code bpf.h}.
 */
public final class SkBuff implements Context {
  private static final int SIZE = 192;
  private static final int LENGTH = 0;
  private static final int DATA = 76;
  private static final int DATA_END = 80;
  private static final int DATA_META = 140;

  /** A field that can be given, 32 bits wide. */
  public enum Field {
    PKT_TYPE(4),
    MARK(8),
    QUEUE_MAPPING(12),
    /** Network byte order in the lower 16 bits. */
    PROTOCOL(16),
    VLAN_PRESENT(20),
    VLAN_TCI(24),
    VLAN_PROTO(28),
    PRIORITY(32),
    INGRESS_IFINDEX(36),
    IFINDEX(40),
    TC_INDEX(44),
    HASH(68),
    TC_CLASSID(72),
    NAPI_ID(84),
    FAMILY(88),
    REMOTE_IP4(92),
    LOCAL_IP4(96),
    REMOTE_PORT(132),
    LOCAL_PORT(136),
    WIRE_LEN(160),
    GSO_SEGS(164),
    GSO_SIZE(176);

    private final int offset;

    Field(int offset) {
      this.offset = offset;
    }
  }

  private final byte[] packet;
  private final Map<Field, Integer> values;

  private SkBuff(byte[] packet, Map<Field, Integer> values) {
    this.packet = packet;
    this.values = values;
  }

  /** {@return {@code packet} itself, from the Ethernet header on, other fields zero} */
  public static SkBuff of(byte[] packet) {
    return new SkBuff(packet, new EnumMap<>(Field.class));
  }

  /** {@return the same with {@code field} set} */
  public SkBuff with(Field field, int value) {
    Map<Field, Integer> copy = new EnumMap<>(values);
    copy.put(field, value);
    return new SkBuff(packet, copy);
  }

  @Override
  public long place(Memory memory, PacketMemory target) {
    Fields fields = new Fields(SIZE);
    values.forEach((field, value) -> fields.u32(field.offset, value));
    target.set(
        "packet",
        packet,
        (meta, data, end) ->
            fields.u32(LENGTH, end - data).u32(DATA_META, meta).u32(DATA, data).u32(DATA_END, end));
    return fields.place(memory, "struct __sk_buff", true);
  }
}
