package dev.jbpf.methods.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Public algorithms give their published values: as Java, on the VM, compiled, in the kernel. */
class AlgorithmsTest {
  private static final byte[] ASCENDING = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  private static final BpfObjectFile OBJECT = MethodCompiler.compile(Algorithms.class).object();

  /** What of an algorithm is published: input and result. */
  private record Vector(String program, byte[] input, long seed, long result) {
    byte[] packet() {
      return Arrays.copyOf(input, Math.max(64, input.length));
    }

    @Override
    public String toString() {
      return program + " " + Long.toHexString(result);
    }
  }

  private static Vector of(String program, String text, long result) {
    return new Vector(program, text.getBytes(StandardCharsets.US_ASCII), 0, result);
  }

  private static Vector ofHex(String program, String hex, long result) {
    return new Vector(program, HexFormat.of().parseHex(hex), 0, result);
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(number).array();
  }

  static Stream<Vector> vectors() {
    return Stream.of(
        // The check value of CRC-32/ISO-HDLC in the catalogue of CRCs.
        of("crc", "123456789", 0xcbf43926L),
        // draft-eastlake-fnv: FNV-1a of 64 bits.
        of("fnv", "foobar", 0x85944171f73967e8L),
        // The reference of SipHash-2-4: vectors.h, input 00 to 0e.
        new Vector("sipHash", ASCENDING, 0, 0xa129ca6149be45e5L),
        // RFC 4648, section 10.
        of("base64", "foobar", letters("Zm9vYmFy")),
        // The documentation of Protocol Buffers: 150 is 96 01; 300 is ac 02.
        ofHex("varint", "9601", 150),
        ofHex("varint", "ac02", 300),
        ofHex("varint", "ffffffffffffffffff01", -1),
        // An IPv4 header whose sum is given in RFC 1071's spirit: 45 00 00 73 …, b8 61.
        ofHex("checksum", "450000730000400040110000c0a80001c0a800c7", 0xb861),
        // The table of test values in the encyclopedia's article on MurmurHash.
        new Vector(
            "murmur",
            "Hello, world!".getBytes(StandardCharsets.US_ASCII),
            0x9747b28cL,
            0x24884cbaL),
        // The documentation of the Python binding of xxHash.
        of("xxHash32", "Nobody inspects the spammish repetition", 0xe2293b2fL),
        new Vector("reservoir", ASCENDING, 5, sampled(5)),
        new Vector("reservoir", ASCENDING, -9, sampled(-9)),
        new Vector("bloom", number(3 * 1_000_003L), 0, 1),
        new Vector("bloom", number(77), 0, 0),
        ofHex("ipv6", "6000000000100640" + "00".repeat(32), 40L << 8 | 6),
        ofHex("ipv6", "6000000000103c40" + "00".repeat(32) + "1100000000000000", 48L << 8 | 17));
  }

  private static long letters(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)).getLong();
  }

  /** Nobody publishes values: those of plain Java. */
  private static long sampled(long seed) {
    Algorithms.seed = seed;
    Algorithms.reservoir(XdpContext.of(ASCENDING.clone()));
    Algorithms.seed = 0;
    return Algorithms.result;
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void asJava(Vector vector) throws ReflectiveOperationException {
    Algorithms.seed = vector.seed();
    Object verdict =
        Algorithms.class
            .getDeclaredMethod(vector.program(), XdpContext.class)
            .invoke(null, XdpContext.of(vector.packet()));
    Algorithms.seed = 0;
    assertThat(verdict).isEqualTo(XdpAction.PASS.value());
    assertThat(Algorithms.result).isEqualTo(vector.result());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void onTheVm(Engine engine) {
    VmObject object = VmObject.load(OBJECT, VmOptions.DEFAULT.withEngine(engine));
    vectors()
        .forEach(
            vector -> {
              object.variable("seed", Codec.S64).set(vector.seed());
              long verdict =
                  object
                      .program(vector.program())
                      .run(Contexts.of(ProgramType.XDP, vector.packet()).orElseThrow());
              assertThat(verdict).as(vector.toString()).isEqualTo(XdpAction.PASS.value());
              assertThat(object.variable("result", Codec.S64).get())
                  .as(vector.toString())
                  .isEqualTo(vector.result());
            });
  }

  @Test
  @KernelTest
  void inTheKernel() {
    try (BpfObject object = BpfObject.open("algorithms", OBJECT).load()) {
      vectors()
          .forEach(
              vector -> {
                object.variable("seed", Codec.S64).set(vector.seed());
                long verdict =
                    object
                        .program(vector.program())
                        .testRun(TestRun.onPacket(vector.packet()))
                        .returnValue();
                assertThat(verdict).as(vector.toString()).isEqualTo(XdpAction.PASS.value());
                assertThat(object.variable("result", Codec.S64).get())
                    .as(vector.toString())
                    .isEqualTo(vector.result());
              });
    }
  }
}
