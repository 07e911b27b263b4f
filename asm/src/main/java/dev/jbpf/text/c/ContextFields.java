package dev.jbpf.text.c;

import dev.jbpf.kernel.Arphdr;
import dev.jbpf.kernel.BpfCgroupDevCtx;
import dev.jbpf.kernel.BpfSkLookup;
import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.BpfSockOps;
import dev.jbpf.kernel.BpfSockopt;
import dev.jbpf.kernel.BpfSysctl;
import dev.jbpf.kernel.EtherArp;
import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.FragHdr;
import dev.jbpf.kernel.Icmphdr;
import dev.jbpf.kernel.Iphdr;
import dev.jbpf.kernel.Ipv6OptHdr;
import dev.jbpf.kernel.Ipv6hdr;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.SkMsgMd;
import dev.jbpf.kernel.SkReuseportMd;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.Tcphdr;
import dev.jbpf.kernel.Udphdr;
import dev.jbpf.kernel.VlanHdr;
import dev.jbpf.kernel.XdpMd;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Offsets by name: {@code __sk_buff.len}, or {@code skb.len} as everybody calls it; {@code
 * xdp_md.data}, {@code iphdr.protocol}. Registers are {@code pt_regs.x86_64.parm1} and so on to
 * {@code rc}, {@code ip}, {@code sp} and {@code fp}, as libbpf's macros call them; the architecture
 * is always said, so that the output does not depend on the machine that assembles.
 */
public final class ContextFields {
  private static final Map<String, String> SHORT = Map.of("__sk_buff", "skb", "xdp_md", "xdp");

  /** What programs get, whose arrays are of {@code __u32}. */
  private static final List<Class<?>> CONTEXTS =
      List.of(
          SkBuff.class,
          XdpMd.class,
          BpfSock.class,
          BpfSockAddr.class,
          BpfSockOps.class,
          BpfSockopt.class,
          BpfSysctl.class,
          BpfCgroupDevCtx.class,
          BpfSkLookup.class,
          SkMsgMd.class,
          SkReuseportMd.class);

  /** What packets have, whose arrays are of bytes. */
  private static final List<Class<?>> HEADERS =
      List.of(
          Ethhdr.class,
          VlanHdr.class,
          Arphdr.class,
          EtherArp.class,
          Iphdr.class,
          Ipv6hdr.class,
          Ipv6OptHdr.class,
          FragHdr.class,
          Tcphdr.class,
          Udphdr.class,
          Icmphdr.class);

  /** The longest field that is no array. */
  private static final int LONGEST = Long.BYTES;

  private static final Map<String, Integer> SIZES = new HashMap<>();
  private static final Map<String, Integer> FIELD_SIZES = new HashMap<>();
  private static final Map<String, Long> OFFSETS = offsets();

  private ContextFields() {}

  /** {@return the offset of the field of that name, in bytes} */
  static OptionalLong offset(String name) {
    Long offset = OFFSETS.get(name);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /** {@return the size of the structure of that name, in bytes} */
  static OptionalInt size(String struct) {
    Integer size = SIZES.get(struct);
    return size == null ? OptionalInt.empty() : OptionalInt.of(size);
  }

  /** {@return the size of the field of that name, in bytes} */
  public static OptionalInt fieldSize(String name) {
    Integer size = FIELD_SIZES.get(name);
    return size == null ? OptionalInt.empty() : OptionalInt.of(size);
  }

  /** {@return the names of all fields} */
  static Collection<String> names() {
    return OFFSETS.keySet();
  }

  private static Map<String, Long> offsets() {
    Map<String, Long> offsets = new HashMap<>();
    CONTEXTS.forEach(struct -> addFields(struct, Integer.BYTES, offsets));
    HEADERS.forEach(struct -> addFields(struct, Byte.BYTES, offsets));
    for (PtRegs layout : PtRegs.values()) {
      addRegisters(layout, offsets);
    }
    return offsets;
  }

  private static void addFields(Class<?> struct, int element, Map<String, Long> offsets) {
    int size = 0;
    String name = "";
    for (Field declared : struct.getFields()) {
      try {
        Object value = declared.get(null);
        if (value instanceof StructField field) {
          name = field.struct();
          add(field, element, offsets);
        } else if (declared.getName().equals("SIZE")) {
          size = (Integer) value;
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(declared + " is public", e);
      }
    }
    SIZES.put(name, size);
  }

  private static void add(StructField field, int element, Map<String, Long> offsets) {
    put(field, "", field.offset(), offsets);
    FIELD_SIZES.put(field.toString(), field.size());
    boolean isArray =
        element == 1 ? field.size() == 6 || field.size() == 3 : field.size() > LONGEST;
    for (int i = 0; isArray && i < field.size() / element; i++) {
      put(field, "[" + i + "]", field.offset() + i * element, offsets);
      FIELD_SIZES.put(field + "[" + i + "]", element);
    }
  }

  private static void put(StructField field, String index, long offset, Map<String, Long> offsets) {
    offsets.put(field + index, offset);
    String alias = SHORT.get(field.struct());
    if (alias != null) {
      offsets.put(alias + "." + field.name() + index, offset);
    }
  }

  private static void addRegisters(PtRegs layout, Map<String, Long> offsets) {
    String prefix = "pt_regs." + layout.name().toLowerCase(Locale.ROOT) + ".";
    for (int number = 1; number <= layout.parameters(); number++) {
      offsets.put(prefix + "parm" + number, (long) layout.parameter(number).offset());
    }
    offsets.put(prefix + "rc", (long) layout.result().offset());
    offsets.put(prefix + "ip", (long) layout.instructionPointer().offset());
    offsets.put(prefix + "sp", (long) layout.stackPointer().offset());
    offsets.put(prefix + "fp", (long) layout.framePointer().offset());
  }

  /**
   * Passes the index behind the name of a field that was read, {@code skb.cb[1]}, if there is one.
   *
   * @return whether there is
   */
  public static boolean index(Cursor in) {
    byte[] text = in.text;
    int i = in.at;
    if (text[i] != '[' || !Characters.isDigit(text[i + 1])) {
      return false;
    }
    i++;
    while (Characters.isDigit(text[i])) {
      i++;
    }
    boolean isIndex = text[i] == ']';
    in.at = isIndex ? i + 1 : in.at;
    return isIndex;
  }
}
