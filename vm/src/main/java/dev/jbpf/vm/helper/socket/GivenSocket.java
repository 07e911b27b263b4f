package dev.jbpf.vm.helper.socket;

import dev.jbpf.kernel.BpfSkLookup;
import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.BpfSockOps;
import dev.jbpf.kernel.BpfSockopt;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.SkMsgMd;
import dev.jbpf.kernel.SkReuseportMd;
import dev.jbpf.kernel.StructField;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.context.StructContext;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.memory.RunMemory;
import dev.jbpf.vm.world.Socket;
import java.util.Map;
import java.util.Optional;

/** The socket that a context is of: its structures have a member for it. */
final class GivenSocket {
  private static final Map<String, StructField> MEMBERS =
      Map.of(
          SkBuff.SK.struct(), SkBuff.SK,
          BpfSockAddr.SK.struct(), BpfSockAddr.SK,
          BpfSockOps.SK.struct(), BpfSockOps.SK,
          BpfSockopt.SK.struct(), BpfSockopt.SK,
          SkMsgMd.SK.struct(), SkMsgMd.SK,
          SkReuseportMd.SK.struct(), SkReuseportMd.SK,
          BpfSkLookup.SK.struct(), BpfSkLookup.SK);

  private GivenSocket() {}

  /** {@return the socket at {@code pointer}, or of the context there} */
  static Optional<Socket> of(HelperCall call, long pointer) {
    RunMemory memory = RunMemory.of(call.memory());
    Optional<Socket> itself = memory.objects().at(pointer, Socket.class);
    return itself.isPresent()
        ? itself
        : member(call, pointer).flatMap(at -> memory.objects().at(at, Socket.class));
  }

  private static Optional<Long> member(HelperCall call, long context) {
    ArrayRegion region = RunMemory.of(call.memory()).readableAt(context);
    return region.base == context
        ? Optional.ofNullable(MEMBERS.get(struct(call)))
            .filter(field -> field.offset() + Long.BYTES <= region.length())
            .map(field -> Bytes.load8(region.data, field.offset()))
        : Optional.empty();
  }

  /** Makes {@code socket} the one that a lookup found. */
  static void assign(HelperCall call, long context, long socket) {
    ArrayRegion region = RunMemory.of(call.memory()).readableAt(context);
    if (region.base == context && region.length() == BpfSkLookup.SIZE) {
      Bytes.store8(region.data, BpfSkLookup.SK.offset(), socket);
    }
  }

  private static String struct(HelperCall call) {
    if (call.given() instanceof SocketBuffer) {
      return SkBuff.SK.struct();
    }
    return call.given() instanceof StructContext struct ? struct.struct() : BpfSock.FAMILY.struct();
  }
}
