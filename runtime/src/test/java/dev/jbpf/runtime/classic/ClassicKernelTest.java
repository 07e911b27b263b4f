package dev.jbpf.runtime.classic;

import static dev.jbpf.runtime.classic.FilterSocket.FRAME_TYPE;
import static dev.jbpf.runtime.classic.FilterSocket.LOOPBACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.classic.ClassicConverter;
import dev.jbpf.classic.ClassicInsn;
import dev.jbpf.classic.ClassicOp;
import dev.jbpf.classic.ClassicPrinter;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.classic.Conversion;
import dev.jbpf.classic.Extension;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.ClassicMachine;
import dev.jbpf.testing.ClassicMachine.Packet;
import dev.jbpf.testing.ClassicPrograms;
import dev.jbpf.testing.ClassicRows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The kernel takes what the checks take; it, the conversion and the machine of 1992 agree. */
@KernelTest
class ClassicKernelTest {
  private static final int MARK = 0x1234aaaa;

  /** What destinations are filled with: the interface itself, a group, another host. */
  private static final List<Integer> DESTINATIONS = List.of(0x00, 0x01, 0x02);

  /** PACKET_HOST, PACKET_MULTICAST, PACKET_OTHERHOST. */
  private static final List<Integer> PACKET_TYPES = List.of(0, 2, 3);

  private static final int ETHERNET_HEADER = 14;
  private static final int FRAME_SIZE = 2100;
  private static final int IPV4 = 0x0800;
  private static final int IPV4_HEADER = 20;
  private static final long SEED = 1992;

  /** What a test run can give to a program: the rest of the packet's facts is the kernel's. */
  private static final Set<Extension> GIVEN =
      EnumSet.of(Extension.PROTOCOL, Extension.PACKET_TYPE, Extension.MARK, Extension.XOR);

  @Test
  void theKernelTakesWhatTheChecksTake() {
    Random random = new Random(SEED);
    int taken = 0;
    try (FilterSocket socket = FilterSocket.unbound()) {
      for (int i = 0; i < 20_000; i++) {
        ClassicProgram program = spoiled(random);
        boolean attached = socket.attach(program);
        assertThat(program.check().isEmpty())
            .as(() -> ClassicPrinter.source(program) + program.check())
            .isEqualTo(attached);
        taken += attached ? 1 : 0;
      }
    }
    assertThat(taken).isBetween(2_000, 18_000);
  }

  /** A program with a few fields changed, or without the words of M written that it reads. */
  private static ClassicProgram spoiled(Random random) {
    List<ClassicInsn> insns =
        new ArrayList<>(ClassicPrograms.valid(random, EnumSet.allOf(Extension.class)).insns());
    for (int n = random.nextInt(3); n > 0; n--) {
      int at = random.nextInt(insns.size());
      ClassicInsn insn = insns.get(at);
      ClassicOp any = ClassicOp.values()[random.nextInt(ClassicOp.values().length)];
      insns.set(
          at,
          switch (random.nextInt(6)) {
            case 0 -> new ClassicInsn(insn.code() ^ 1 << random.nextInt(9), 0, 0, insn.k());
            case 1 -> new ClassicInsn(any.code(), insn.jt(), insn.jf(), insn.k());
            case 2 -> new ClassicInsn(insn.code(), random.nextInt(60), insn.jf(), insn.k());
            case 3 -> new ClassicInsn(insn.code(), insn.jt(), insn.jf(), random.nextInt(40));
            case 4 ->
                new ClassicInsn(
                    insn.code(), insn.jt(), insn.jf(), Extension.BASE - 8 + random.nextInt(80));
            default -> ClassicInsn.of(ClassicOp.JA, random.nextInt(5));
          });
    }
    if (random.nextInt(3) == 0) {
      insns.remove(0);
    }
    return ClassicProgram.of(insns);
  }

  @Test
  void theFilterItsConversionAndTheManualAgreeOnFrames() {
    Random random = new Random(SEED);
    Set<Object> results = new HashSet<>();
    // The witness is bound first, so that it is the last to get a frame.
    try (FilterSocket witness = FilterSocket.bound();
        FilterSocket classic = FilterSocket.bound();
        FilterSocket converted = FilterSocket.bound();
        FilterSocket sender = FilterSocket.unbound()) {
      sender.mark(MARK);
      for (int i = 0; i < 1_500; i++) {
        ClassicProgram program = observable(random);
        String source = ClassicPrinter.source(program);
        assertThat(classic.attach(program)).as(source).isTrue();
        try (KernelProgram loaded = load(program)) {
          assertThat(converted.attach(loaded)).as(source).isTrue();
        }
        for (int n = 0; n < 3; n++) {
          byte[] frame = frame(random);
          sender.send(frame);
          assertThat(witness.await()).isEqualTo(frame.length);
          List<Long> expected = expected(program, frame);
          assertThat(classic.received()).as(source).isEqualTo(expected);
          assertThat(converted.received()).as(source).isEqualTo(expected);
          results.add(expected);
        }
      }
    }
    assertThat(results).hasSizeGreaterThan(200);
  }

  private static KernelProgram load(ClassicProgram program) {
    Conversion conversion = ClassicConverter.convert(program);
    assertThat(conversion.diagnostics()).as(ClassicPrinter.source(program)).isEmpty();
    return Bpf.load(
        ProgramSpec.of("classic", ProgramType.SOCKET_FILTER, conversion.program().orElseThrow()));
  }

  private static byte[] frame(Random random) {
    byte[] frame = new byte[FRAME_SIZE];
    random.nextBytes(frame);
    int destination = DESTINATIONS.get(random.nextInt(DESTINATIONS.size()));
    Arrays.fill(frame, 0, 6, (byte) destination);
    frame[12] = (byte) (FRAME_TYPE >> 8);
    frame[13] = (byte) FRAME_TYPE;
    return frame;
  }

  private static List<Long> expected(ClassicProgram program, byte[] frame) {
    int type = PACKET_TYPES.get(DESTINATIONS.indexOf(frame[0] & 0xff));
    Packet packet = new Packet(frame, ETHERNET_HEADER, facts(type));
    long result = Math.min(frame.length, ClassicMachine.run(program, packet));
    return result == 0 ? List.of() : List.of(result);
  }

  private static Map<Extension, Integer> facts(int type) {
    Map<Extension, Integer> facts = new EnumMap<>(Extension.class);
    facts.put(Extension.PROTOCOL, FRAME_TYPE);
    facts.put(Extension.PACKET_TYPE, type);
    facts.put(Extension.INTERFACE, LOOPBACK);
    facts.put(Extension.MARK, MARK);
    facts.put(Extension.QUEUE, 0);
    facts.put(Extension.VLAN_TAG, 0);
    facts.put(Extension.VLAN_PRESENT, 0);
    facts.put(Extension.VLAN_PROTOCOL, 0);
    facts.put(Extension.XOR, 0); // Computed, not looked up.
    return facts;
  }

  /**
   * A program that returns all bits of A folded to 11, so that the length of a frame shows them.
   */
  private static ClassicProgram observable(Random random) {
    ClassicProgram program = ClassicPrograms.valid(random, facts(0).keySet());
    List<ClassicInsn> insns = new ArrayList<>(program.insns().subList(0, program.size() - 1));
    for (int shift : List.of(16, 8)) {
      insns.add(ClassicInsn.of(ClassicOp.TAX, 0));
      insns.add(ClassicInsn.of(ClassicOp.RSH_K, shift));
      insns.add(ClassicInsn.of(ClassicOp.XOR_X, 0));
    }
    insns.add(ClassicInsn.of(ClassicOp.AND_K, 0x7ff));
    insns.add(ClassicInsn.of(ClassicOp.ADD_K, 1));
    insns.add(ClassicInsn.of(ClassicOp.RET_A, 0));
    return ClassicProgram.of(insns);
  }

  @Test
  void everyConvertibleExtensionLoads() {
    Set<Extension> loaded = EnumSet.noneOf(Extension.class);
    for (Extension extension : Extension.values()) {
      ClassicProgram program =
          ClassicProgram.of(
              List.of(
                  ClassicInsn.of(ClassicOp.LD_W_ABS, extension.k()),
                  ClassicInsn.of(ClassicOp.RET_A, 0)));
      Conversion conversion = ClassicConverter.convert(program);
      if (!conversion.hasErrors()) {
        load(program).close();
        loaded.add(extension);
      }
    }
    assertThat(loaded)
        .isEqualTo(
            EnumSet.complementOf(
                EnumSet.of(
                    Extension.NETLINK_ATTRIBUTE,
                    Extension.NETLINK_NESTED,
                    Extension.HARDWARE_TYPE,
                    Extension.PAYLOAD_OFFSET)));
  }

  @Test
  void conversionsOfTheKernelsTestsGiveTheirResults() {
    int runs = 0;
    for (Map<String, Object> row : ClassicRows.accepted()) {
      ClassicProgram program = ClassicRows.program(row);
      if (GIVEN.containsAll(ClassicRows.extensions(program)) && !readsHeaders(program)) {
        runs += run(program, row);
      }
    }
    assertThat(runs).isGreaterThan(50);
  }

  private static int run(ClassicProgram program, Map<String, Object> row) {
    int runs = 0;
    int type = ClassicRows.extensions(program).contains(Extension.PROTOCOL) ? IPV4 : FRAME_TYPE;
    try (KernelProgram loaded = load(program)) {
      for (ClassicRows.Run run : ClassicRows.runs(row)) {
        byte[] data = run.packet().data();
        // No test run takes a frame that claims a header that it does not have.
        if (type != IPV4 || data.length >= IPV4_HEADER) {
          TestRun input = TestRun.onPacket(framed(type, data)).withContext(marked());
          assertThat(loaded.testRun(input).returnValue())
              .as("%s, %d bytes", row.get("id"), data.length)
              .isEqualTo(run.result());
          runs++;
        }
      }
    }
    return runs;
  }

  /** Whether it reads from where a header starts: a test run places them elsewhere. */
  private static boolean readsHeaders(ClassicProgram program) {
    return program.insns().stream()
        .filter(insn -> insn.op().orElseThrow().mnemonic().startsWith("ld"))
        .anyMatch(insn -> insn.k() >= 0xffe0_0000L && insn.k() < 0xfff0_1000L);
  }

  /** A test run takes a frame, and gives the program what is behind its header, if anything. */
  private static byte[] framed(int type, byte[] data) {
    byte[] frame = new byte[ETHERNET_HEADER + Math.max(1, data.length)];
    frame[0] = 2; // Another host: the type of the packet is 3.
    frame[12] = (byte) (type >> 8);
    frame[13] = (byte) type;
    System.arraycopy(data, 0, frame, ETHERNET_HEADER, data.length);
    return frame;
  }

  private static byte[] marked() {
    return ByteBuffer.allocate(192).order(ByteOrder.nativeOrder()).putInt(8, 0x1234aaaa).array();
  }
}
