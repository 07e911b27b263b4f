package dev.jbpf.dsl;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.BpfInsns.*;
import static dev.jbpf.dsl.Helpers.*;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.text.Assembler;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The kernel's sock_example in each of the ways to write it. */
class FormsTest {
  private static final int PROTOCOL = 14 + 9;
  private static final int UDP = 17;
  private static final int PACKETS = 25;
  private static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 256);

  /** As samples/bpf/sock_example.c has it, the descriptor apart. */
  private static Program facade() {
    return Program.of(
        BPF_MOV64_REG(BPF_REG_6, BPF_REG_1),
        BPF_LD_ABS(BPF_B, PROTOCOL),
        BPF_STX_MEM(BPF_W, BPF_REG_10, BPF_REG_0, -4),
        BPF_MOV64_REG(BPF_REG_2, BPF_REG_10),
        BPF_ALU64_IMM(BPF_ADD, BPF_REG_2, -4),
        BPF_LD_MAP_FD(BPF_REG_1, COUNTS),
        BPF_RAW_INSN(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_map_lookup_elem),
        BPF_JMP_IMM(BPF_JEQ, BPF_REG_0, 0, 2),
        BPF_MOV64_IMM(BPF_REG_1, 1),
        BPF_ATOMIC_OP(BPF_DW, BPF_ADD, BPF_REG_0, BPF_REG_1, 0),
        BPF_MOV64_IMM(BPF_REG_0, 0),
        BPF_EXIT_INSN());
  }

  static Program mnemonics() {
    return program(
        ProgramType.SOCKET_FILTER,
        b ->
            b.mov(R6, R1)
                .ldabsb(PROTOCOL)
                .stxw(R10, -4, R0)
                .mov(R2, R10)
                .add(R2, -4)
                .loadMap(R1, COUNTS)
                .call(Helper.MAP_LOOKUP_ELEM)
                .jeq(R0, 0, "out")
                .mov(R1, 1)
                .aadd(R0, 0, R1)
                .label("out")
                .mov(R0, 0)
                .exit());
  }

  private static Program blocks() {
    return program(
        ProgramType.SOCKET_FILTER,
        b -> {
          b.mov(R6, R1).ldabsb(PROTOCOL).stxw(R10, -4, R0);
          b.call(mapLookupElem(map(COUNTS), stack(-4)));
          b.ifThen(R0.ne(0), t -> t.mov(R1, 1).aadd(R0, 0, R1));
          b.mov(R0, 0).exit();
        });
  }

  private static Program text() {
    return Assembler.assemble(
            """
            .map counts, type=array, key=4, value=8, max_entries=256
            r6 = r1
            r0 = *(u8 *)skb[14 + 9]
            *(u32 *)(r10 - 4) = r0
            r2 = r10
            r2 += -4
            r1 = counts ll
            call bpf_map_lookup_elem
            if r0 == 0 goto out
            r1 = 1
            lock *(u64 *)(r0 + 0) += r1
            out:
            r0 = 0
            exit
            """)
        .program()
        .orElseThrow();
  }

  private static Map<String, Program> forms() {
    Map<String, Program> forms = new LinkedHashMap<>();
    forms.put("facade", facade());
    forms.put("mnemonics", mnemonics());
    forms.put("blocks", blocks());
    forms.put("text", text());
    return forms;
  }

  @Test
  void facadeMnemonicsAndTextAreTheSameBytes() {
    byte[] facade = facade().toBytes(ByteOrder.LITTLE_ENDIAN);
    assertThat(mnemonics().toBytes(ByteOrder.LITTLE_ENDIAN)).isEqualTo(facade);
    assertThat(text().toBytes(ByteOrder.LITTLE_ENDIAN)).isEqualTo(facade);
    assertThat(forms().values()).allMatch(form -> form.maps().get(0).map().equals("counts"));
  }

  @Test
  @KernelTest
  void allCountTheSamePacketsOfAnInterface() throws Exception {
    List<Long> counts = NetworkNamespace.call(FormsTest::counts);
    assertThat(counts.get(0)).isGreaterThanOrEqualTo(PACKETS);
    assertThat(counts).containsOnly(counts.get(0));
  }

  private static List<Long> counts() throws IOException {
    List<KernelProgram> programs = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    try {
      forms()
          .forEach(
              (name, form) -> {
                KernelProgram loaded =
                    Bpf.load(ProgramSpec.of(name, ProgramType.SOCKET_FILTER, form).withMap(COUNTS));
                programs.add(loaded);
                links.add(loaded.attach(Hooks.packetSocket("lo")));
              });
      send();
      return programs.stream().map(p -> p.map(COUNTS).lookup(UDP).orElseThrow()).toList();
    } finally {
      links.forEach(Link::close);
      programs.forEach(KernelProgram::close);
    }
  }

  private static void send() throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (DatagramSocket to = new DatagramSocket(0, loopback);
        DatagramSocket from = new DatagramSocket(0, loopback)) {
      for (int i = 0; i < PACKETS; i++) {
        from.send(new DatagramPacket(new byte[] {1}, 1, loopback, to.getLocalPort()));
      }
    }
  }
}
