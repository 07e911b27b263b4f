package dev.jbpf.cli.dap;

import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Limits;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.XdpMd;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.debug.Debugger;
import dev.jbpf.vm.packet.DecodedPacket;
import dev.jbpf.vm.packet.Header;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run has: registers, its stack, its context and packet. */
final class RunNodes {
  private static final int FRAME_BYTES = Limits.MAX_BPF_STACK;
  private static final Map<String, Class<?>> STRUCTS =
      Map.of("struct xdp_md", XdpMd.class, "struct __sk_buff", SkBuff.class);

  private final Debugger debugger;

  RunNodes(Debugger debugger) {
    this.debugger = debugger;
  }

  /** {@return the registers of the function that is {@code outwards} calls away} */
  List<Node> registers(int outwards) {
    List<Long> values = debugger.run().frames().get(outwards).registers();
    return Stream.of(Reg.values())
        .map(register -> register(register, values.get(register.number()), outwards == 0))
        .toList();
  }

  /** Only the present function's can be watched and changed. */
  private Node register(Reg register, long value, boolean isPresent) {
    Node node = Node.of(register.name64(), number(value)).at(value);
    if (!isPresent) {
      return node;
    }
    Node watched = node.watched(register.name64());
    return register == Reg.R10
        ? watched
        : watched.changed(to -> debugger.change(run -> run.setRegister(register, to)));
  }

  static String number(long value) {
    String hex = "0x" + Long.toHexString(value);
    return Math.abs(value) < 10 ? hex : hex + " (" + value + ")";
  }

  /** {@return the words of that function's stack, the top one first; zeros below are left out} */
  List<Node> stack(int outwards) {
    long top = debugger.run().frames().get(outwards).registers().get(Reg.R10.number());
    List<Node> words = new ArrayList<>();
    int last = 0;
    for (int offset = Long.BYTES; offset <= FRAME_BYTES; offset += Long.BYTES) {
      Node word = word("r10-" + offset, top - offset, Long.BYTES);
      words.add(word);
      last = word.value().equals("0x0") ? last : words.size();
    }
    return words.subList(0, last);
  }

  private Node word(String name, long address, int size) {
    return Node.of(name, number(debugger.run().memory().load(address, size)))
        .at(address)
        .watched("*" + AddressText.text(address) + ":" + size)
        .changed(to -> debugger.change(run -> run.memory().store(address, size, to)));
  }

  /** {@return the context, the packet or the memory} */
  List<Node> areas() {
    return debugger.run().areas().stream().map(this::area).toList();
  }

  private Node area(Stepper.Area area) {
    return Node.of(area.name(), area.bytes().length + " bytes")
        .at(area.address())
        .with(() -> parts(area));
  }

  private List<Node> parts(Stepper.Area area) {
    Optional<Class<?>> struct = Optional.ofNullable(STRUCTS.get(area.name()));
    if (struct.isPresent()) {
      return members(struct.get(), area);
    }
    List<Node> parts = new ArrayList<>();
    if (area.name().equals("packet")) {
      DecodedPacket packet = DecodedPacket.ethernet(area.bytes());
      packet.headers().forEach(header -> parts.add(header(packet, header)));
    }
    int end = area.bytes().length;
    for (int at = 0; at < end; at += Long.BYTES) {
      parts.add(bytes(area, at, Math.min(Long.BYTES, end - at)));
    }
    return parts;
  }

  private Node bytes(Stepper.Area area, int at, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = at; i < at + count; i++) {
      text.append(String.format(i == at ? "%02x" : " %02x", area.bytes()[i]));
    }
    Node node = Node.of("+" + at, text.toString()).at(area.address() + at);
    return count == Long.BYTES
        ? node.watched("*" + AddressText.text(area.address() + at) + ":" + count)
        : node;
  }

  private static Node header(DecodedPacket packet, Header header) {
    return Node.of(header.toString(), header.size() + " bytes")
        .with(
            () ->
                header.fieldNames().stream()
                    .map(field -> Node.of(field, packet.text(header, field)))
                    .toList());
  }

  private List<Node> members(Class<?> struct, Stepper.Area area) {
    List<Node> members = new ArrayList<>();
    for (Field constant : struct.getFields()) {
      field(constant)
          .filter(member -> member.offset() + member.size() <= area.bytes().length)
          .filter(member -> member.size() <= Long.BYTES && Integer.bitCount(member.size()) == 1)
          .ifPresent(
              member ->
                  members.add(
                      word(member.name(), area.address() + member.offset(), member.size())));
    }
    return members;
  }

  private static Optional<StructField> field(Field constant) {
    try {
      return constant.getType() == StructField.class
          ? Optional.of((StructField) constant.get(null))
          : Optional.empty();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
