package dev.jbpf.examples.support;

import static dev.jbpf.dsl.Arg.map;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.mapLookupElem;
import static dev.jbpf.isa.Reg.R0;
import static dev.jbpf.isa.Reg.R1;

import dev.jbpf.dsl.IfBlock;
import dev.jbpf.dsl.ProgramBuilder;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.Iphdr;
import dev.jbpf.map.MapDef;
import java.util.List;
import java.util.function.Consumer;

/** Blocks that programs on packets have in common, as C has them in inline functions. */
public final class PacketBlocks {
  private PacketBlocks() {}

  /**
   * {@code if (data + size <= end)}: the verifier allows access to the bytes only inside.
   * Overwrites R1.
   */
  public static IfBlock ifHolds(
      ProgramBuilder b, Reg data, int size, Reg end, Consumer<? super ProgramBuilder> then) {
    b.mov(R1, data).add(R1, size);
    return b.ifThen(R1.le(end), then);
  }

  /**
   * {@code if} there is an IPv4 header behind an Ethernet header at {@code data}: it is at {@code
   * ip} then, which may be {@code data}. Overwrites R1.
   */
  public static void ifIpv4(
      ProgramBuilder b, Reg data, Reg end, Reg ip, Consumer<? super ProgramBuilder> then) {
    ifHolds(
        b,
        data,
        Ethhdr.SIZE + Iphdr.SIZE,
        end,
        whole -> {
          whole.load(R1, data, Ethhdr.H_PROTO).be16(R1);
          whole.ifThen(
              R1.eq(Protocols.ETH_P_IP),
              ipv4 -> {
                ipv4.mov(ip, data).add(ip, Ethhdr.SIZE);
                then.accept(ipv4);
              });
        });
  }

  /**
   * Adds one to this CPU's count in {@code counts}, for the key of 4 bytes on the stack at {@code
   * key}: nobody else writes it meanwhile. Overwrites R0 to R5.
   */
  public static void countOne(ProgramBuilder b, MapDef<Integer, List<Long>> counts, int key) {
    b.call(mapLookupElem(map(counts), stack(key)));
    b.ifThen(R0.ne(0), found -> found.ldxdw(R1, R0, 0).add(R1, 1).stxdw(R0, 0, R1));
  }
}
