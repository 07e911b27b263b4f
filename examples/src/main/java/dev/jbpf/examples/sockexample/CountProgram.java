package dev.jbpf.examples.sockexample;

import static dev.jbpf.dsl.BpfInsns.*;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.ProgramSpec;

/** The program: adds one to the count of each packet's IP protocol, and lets no packet through. */
final class CountProgram {
  private static final int ETH_HLEN = 14;

  /** Where an IPv4 header has its protocol. */
  private static final int IPHDR_PROTOCOL = 9;

  /** A count for each protocol number. */
  static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 256);

  private CountProgram() {}

  /** {@return the program with values} */
  static Program program() {
    return Probe.socket(
            "sock_example",
            p -> {
              U8 protocol = p.u8At(ETH_HLEN + IPHDR_PROTOCOL);
              p.map(COUNTS).find(protocol).ifPresent(count -> count.addAtomic(1));
              p.exit(0);
            })
        .program();
  }

  /** {@return the same program as the kernel's sample writes it, each instruction by hand} */
  static Program byInstructions() {
    return Program.of(
        BPF_MOV64_REG(BPF_REG_6, BPF_REG_1),
        BPF_LD_ABS(BPF_B, ETH_HLEN + IPHDR_PROTOCOL), // r0 = ip->protocol
        BPF_STX_MEM(BPF_W, BPF_REG_10, BPF_REG_0, -4), // *(u32 *)(fp - 4) = r0
        BPF_MOV64_REG(BPF_REG_2, BPF_REG_10),
        BPF_ALU64_IMM(BPF_ADD, BPF_REG_2, -4), // r2 = fp - 4
        BPF_LD_MAP_FD(BPF_REG_1, COUNTS),
        BPF_RAW_INSN(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_map_lookup_elem),
        BPF_JMP_IMM(BPF_JEQ, BPF_REG_0, 0, 2),
        BPF_MOV64_IMM(BPF_REG_1, 1), // r1 = 1
        BPF_ATOMIC_OP(BPF_DW, BPF_ADD, BPF_REG_0, BPF_REG_1, 0), // (*r0)++
        BPF_MOV64_IMM(BPF_REG_0, 0), // r0 = 0
        BPF_EXIT_INSN());
  }

  static ProgramSpec spec() {
    return ProgramSpec.of("sock_example", ProgramType.SOCKET_FILTER, program()).withMap(COUNTS);
  }
}
