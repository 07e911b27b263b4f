package dev.jbpf.vm.place;

import dev.jbpf.kernel.BpfSysctl;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.SkMsgMd;
import dev.jbpf.kernel.XdpMd;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.FunctionCall;
import dev.jbpf.vm.context.PlainMemory;
import dev.jbpf.vm.context.Registers;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.context.StructContext;
import dev.jbpf.vm.context.Sysctl;
import dev.jbpf.vm.context.TraceRecord;
import dev.jbpf.vm.context.Xdp;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.ObjectTable;
import dev.jbpf.vm.memory.PacketLayout;
import dev.jbpf.vm.memory.PacketMemory;
import dev.jbpf.vm.memory.RunMemory;
import dev.jbpf.vm.memory.StoreRule;

/** Puts a context where a program finds it. */
public final class Placement {
  private static final String SKB = "struct " + SkBuff.LEN.struct();

  private final RunMemory memory;
  private final PacketMemory packet;

  private Placement(RunMemory memory, PacketMemory packet) {
    this.memory = memory;
    this.packet = packet;
  }

  /** Puts the context's memory where the program finds it; returns r1. */
  public static long place(Context context, RunMemory memory, PacketMemory packet) {
    return new Placement(memory, packet).place(context);
  }

  /** {@return r2: zero, where programs of the kind get one argument} */
  public static long second(Context context) {
    return context instanceof PlainMemory plain ? plain.data().length : 0;
  }

  private long place(Context context) {
    if (context instanceof PlainMemory plain) {
      packet.set("memory", plain.data(), PacketLayout.ETHERNET, PacketMemory.NOBODY);
      return PacketMemory.base();
    } else if (context instanceof SocketBuffer buffer) {
      return buffer.isFlow() ? placeFlow(buffer) : place(buffer);
    } else if (context instanceof Xdp frame) {
      return place(frame);
    } else if (context instanceof TraceRecord record) {
      return place("record", record.bytes());
    } else if (context instanceof StructContext struct) {
      return place(struct);
    } else if (context instanceof FunctionCall function) {
      return place("the call", function.bytes());
    } else if (context instanceof Sysctl setting) {
      return place(setting);
    } else if (context instanceof Registers registers) {
      return place("struct pt_regs", registers.bytes());
    }
    return 0;
  }

  private long place(String name, byte[] bytes) {
    return new ContextBytes(bytes).place(memory, name, StoreRule.NONE);
  }

  private long place(StructContext struct) {
    ContextBytes fields = new ContextBytes(struct.bytes());
    struct
        .objects()
        .forEach((member, object) -> fields.u64(member.offset(), memory.objects().address(object)));
    struct.data().ifPresent(data -> place(data, fields));
    String name = struct.struct().isEmpty() ? "the context" : "struct " + struct.struct();
    return fields.place(memory, name, new StructStores(struct));
  }

  private void place(StructContext.Data data, ContextBytes fields) {
    if (data.start().equals(SkMsgMd.DATA)) {
      fields.u32(SkMsgMd.SIZE_.offset(), data.bytes().length);
    }
    packet.set(
        "data",
        data.bytes(),
        PacketLayout.ETHERNET,
        (meta, start, end) ->
            fields.u64(data.start().offset(), start).u64(data.end().offset(), end));
  }

  /** The kernel lets programs change the position only. */
  private long place(Sysctl setting) {
    StructContext struct =
        StructContext.of(BpfSysctl.SIZE)
            .with(BpfSysctl.WRITE, setting.written().isPresent() ? 1 : 0)
            .with(BpfSysctl.FILE_POS, setting.position())
            .writable(BpfSysctl.FILE_POS);
    return place(struct);
  }

  /** {@return a copy of what is left of {@code context}; empty if there is none but the packet} */
  public static byte[] left(Context context, RunMemory memory) {
    if (context instanceof SocketBuffer buffer && buffer.isFlow()) {
      return FlowKeys.left(buffer, memory);
    }
    long address = AddressSpace.windowBase(AddressSpace.CONTEXT_WINDOW);
    ArrayRegion region = memory.readableAt(address);
    return region.base == address ? region.data.clone() : new byte[0];
  }

  private long placeFlow(SocketBuffer buffer) {
    ContextBytes fields =
        new ContextBytes(new byte[SkBuff.SIZE])
            .u64(SkBuff.FLOW_KEYS.offset(), FlowKeys.place(buffer, memory));
    packet.set(
        "packet",
        buffer.packet(),
        PacketLayout.ETHERNET,
        (meta, data, end) ->
            fields.u32(SkBuff.DATA.offset(), data).u32(SkBuff.DATA_END.offset(), end));
    return fields.place(memory, SKB, StoreRule.NONE);
  }

  private long place(SocketBuffer buffer) {
    PacketLayout layout = SkBuffDefaults.layout(buffer.type(), buffer.packet());
    byte[] members = SkBuffDefaults.members(buffer.type(), buffer.packet(), layout);
    buffer
        .given()
        .forEach(
            (member, bytes) -> System.arraycopy(bytes, 0, members, member.offset(), bytes.length));
    ObjectTable objects = memory.objects();
    long socket =
        buffer
            .socket()
            .map(objects::address)
            .orElseGet(() -> objects.testSocket(SkBuffDefaults.socket(buffer.type(), members)));
    ContextBytes fields = new ContextBytes(members).u64(SkBuff.SK.offset(), socket);
    packet.set(
        "packet",
        buffer.packet(),
        layout,
        (meta, data, end) ->
            fields
                .u32(SkBuff.LEN.offset(), end - data)
                .u32(SkBuff.DATA_META.offset(), meta)
                .u32(SkBuff.DATA.offset(), data)
                .u32(SkBuff.DATA_END.offset(), end));
    return fields.place(memory, SKB, SkBuffStores.of(buffer.type()));
  }

  private long place(Xdp frame) {
    ContextBytes fields =
        new ContextBytes(new byte[XdpMd.SIZE])
            .u32(XdpMd.INGRESS_IFINDEX.offset(), frame.ingressIfindex())
            .u32(XdpMd.RX_QUEUE_INDEX.offset(), frame.rxQueue());
    packet.set(
        "packet",
        frame.packet(),
        PacketLayout.XDP,
        (meta, data, end) ->
            fields
                .u32(XdpMd.DATA_META.offset(), meta)
                .u32(XdpMd.DATA.offset(), data)
                .u32(XdpMd.DATA_END.offset(), end));
    return fields.place(memory, "struct xdp_md", StoreRule.NONE);
  }
}
