package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.ir.Block;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.ir.build.LocalVariable;
import dev.jbpf.kernel.FragHdr;
import dev.jbpf.kernel.Ipv6OptHdr;
import dev.jbpf.kernel.Protocols;

/** The extension headers of IPv6, RFC 8200: passed over, up to {@value #MOST} of them. */
final class Extensions {
  private static final int MOST = 6;

  private static final int SMALLEST = FragHdr.SIZE;

  private final Packet packet;
  private final Place first;
  private final Scope scope;

  Extensions(Packet packet, Place first) {
    this.packet = packet;
    this.first = first;
    this.scope = packet.scope();
  }

  /** {@return where the header of that number starts; goes to {@code absent} where none does} */
  Place find(U8 next, int number, Block absent) {
    FunctionBuilder f = packet.to();
    LocalVariable place = f.variable("header", f.offset(first.address(), first.offset()));
    Var<U8> kind = new Var<>(scope, U8.KIND, "kind", next);
    f.times(
        f.constant(Type.U32, MOST),
        MOST,
        (round, loop) -> {
          scope.when(isExtension(kind.get()).not().condition(), loop::leave);
          pass(place, kind, absent);
        });
    scope.require(kind.get().eq(number).condition(), absent);
    return new Place(scope.at().get(place), 0, false);
  }

  private void pass(LocalVariable place, Var<U8> kind, Block absent) {
    FunctionBuilder f = scope.at();
    Value at = f.get(place);
    packet.reach(new Place(at, 0, false), SMALLEST, absent);
    Bool isFragment = kind.get().eq(Protocols.IPPROTO_FRAGMENT);
    Bool isLater =
        Be16.KIND
            .of(scope, f.load(Type.U16, at, FragHdr.FRAG_OFF.offset()))
            .toHost()
            .hasAny(Protocols.IP6_OFFSET);
    scope.require(isFragment.and(isLater).not().condition(), absent);
    U32 units = U8.KIND.of(scope, f.load(Type.U8, at, Ipv6OptHdr.HDRLEN.offset())).toU32();
    Var<U32> bytes = new Var<>(scope, U32.KIND, "bytes", units.add(1).shiftLeft(3));
    scope.when(isFragment.condition(), () -> bytes.set(SMALLEST));
    scope.when(
        kind.get().eq(Protocols.IPPROTO_AH).condition(),
        () -> bytes.set(units.add(2).shiftLeft(2)));
    kind.set(U8.KIND.of(scope, f.load(Type.U8, at, Ipv6OptHdr.NEXTHDR.offset())));
    f.set(place, f.offset(at, bytes.get().toU64().ir()));
  }

  private static Bool isExtension(U8 kind) {
    return kind.eq(Protocols.IPPROTO_HOPOPTS)
        .or(kind.eq(Protocols.IPPROTO_ROUTING))
        .or(kind.eq(Protocols.IPPROTO_FRAGMENT))
        .or(kind.eq(Protocols.IPPROTO_AH))
        .or(kind.eq(Protocols.IPPROTO_DSTOPTS));
  }
}
