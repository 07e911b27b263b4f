package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.map.Status;
import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.ir.Type;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.XdpMd;

/** A program at a network device, before the kernel has made anything of the packet. */
public final class XdpBody extends PacketBody {
  XdpBody(Scope scope) {
    super(scope, XdpMd.DATA, XdpMd.DATA_END);
  }

  /** {@return the device that the packet came in by} */
  public U32 ingressInterface() {
    return members().get(XdpMd.INGRESS_IFINDEX, U32.KIND);
  }

  /** {@return the queue that it came in by} */
  public U32 queue() {
    return members().get(XdpMd.RX_QUEUE_INDEX, U32.KIND);
  }

  /** Moves the start of the packet; headers that were found before are of no use any more. */
  public Status moveHead(S32 bytes) {
    return move(Helper.XDP_ADJUST_HEAD, bytes);
  }

  /** The same by a number that Java knows: {@code moveHead(50)} takes 50 bytes off. */
  public Status moveHead(int bytes) {
    return moveHead(s32(bytes));
  }

  /** Moves the end of the packet; headers that were found before are of no use any more. */
  public Status moveTail(S32 bytes) {
    return move(Helper.XDP_ADJUST_TAIL, bytes);
  }

  /** The same by a number that Java knows: below 0 the packet gets shorter. */
  public Status moveTail(int bytes) {
    return moveTail(s32(bytes));
  }

  private Status move(Helper helper, S32 bytes) {
    Status status = new Status(scope(), scope().call(helper, Type.S64, context(), bytes.ir()));
    scope().move();
    return status;
  }
}
