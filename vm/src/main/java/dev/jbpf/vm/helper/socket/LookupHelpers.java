package dev.jbpf.vm.helper.socket;

import dev.jbpf.kernel.BpfSockTuple;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.Objects;
import dev.jbpf.vm.world.Socket;
import java.util.Arrays;
import java.util.Optional;

/** Finds the socket that would take a packet. */
public record LookupHelpers(Environment environment) implements HelperFamily {
  private static final int IPV4 = 4;
  private static final int IPV6 = 16;
  private static final int PORT = 2;
  private static final long LOW = 0xffff_ffffL;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.SK_LOOKUP_TCP,
        (call, context, tuple, size, net, flags) ->
            find(call, Socket.TCP, tuple, size, net, flags, true));
    registry.put(
        Helper.SKC_LOOKUP_TCP,
        (call, context, tuple, size, net, flags) ->
            find(call, Socket.TCP, tuple, size, net, flags, false));
    registry.put(
        Helper.SK_LOOKUP_UDP,
        (call, context, tuple, size, net, flags) ->
            find(call, Socket.UDP, tuple, size, net, flags, true));
    registry.put(
        Helper.SK_RELEASE,
        (call, socket, r2, r3, r4, r5) -> {
          Objects.release(call, socket);
          return 0;
        });
  }

  private long find(
      HelperCall call,
      int protocol,
      long tuple,
      long size,
      long namespace,
      long flags,
      boolean mustBeFull) {
    int length = (int) (size & LOW);
    boolean is4 = length == BpfSockTuple.IPV4.size();
    boolean isKnown = is4 || length == BpfSockTuple.IPV6.size();
    byte[] bytes = call.memory().read(tuple, Math.max(0, length));
    // There is no other namespace than the current one, which negative numbers stand for.
    if (flags != 0 || !isKnown || (int) namespace >= 0) {
      return 0;
    }
    return find(protocol, bytes, is4 ? IPV4 : IPV6)
        .filter(socket -> socket.isFull() || !mustBeFull)
        .map(socket -> Objects.reference(call, socket))
        .orElse(0L);
  }

  private Optional<Socket> find(int protocol, byte[] tuple, int address) {
    byte[] source = Arrays.copyOf(tuple, address);
    byte[] destination = Arrays.copyOfRange(tuple, address, 2 * address);
    return environment
        .network()
        .find(
            protocol,
            destination,
            port(tuple, 2 * address + PORT),
            source,
            port(tuple, 2 * address));
  }

  private static int port(byte[] tuple, int at) {
    return (tuple[at] & 0xff) << Byte.SIZE | tuple[at + 1] & 0xff;
  }
}
