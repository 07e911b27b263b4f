package dev.jbpf.methods.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Public algorithms give their published values: as Java, on the VM, compiled, in the kernel. */
class AlgorithmsTest {
  private static final byte[] ASCENDING = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  private static final List<Class<?>> CLASSES =
      List.of(
          Algorithms.class,
          Hashes.class,
          Ciphers.class,
          Codings.class,
          Sketches.class,
          Parsers.class);

  /** What of an algorithm is published: input and result. */
  private record Vector(String program, byte[] input, long seed, long result) {
    Class<?> type() {
      return CLASSES.stream()
          .filter(type -> Stream.of(type.getDeclaredMethods()).anyMatch(this::isIt))
          .findFirst()
          .orElseThrow();
    }

    private boolean isIt(Method method) {
      return method.getName().equals(program) && method.isAnnotationPresent(BpfProgram.class);
    }

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

  private static Vector ofSeed(String program, long seed, long result) {
    return new Vector(program, new byte[0], seed, result);
  }

  private static Vector ofBlock(String program, String tail, long result) {
    return ofHex(program, "61626380" + "00".repeat(52) + tail, result);
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

  static Stream<Vector> hashes() {
    return Stream.of(
        of("fnv32", "foobar", 0xbf9cf968L),
        of("crc32c", "123456789", 0xe3069283L),
        of("crc16", "123456789", 0x29b1),
        of("crc64", "123456789", 0x995dc9bbdf1939faL),
        of("adler32", "Wikipedia", 0x11e60398L),
        of("xxHash64", "Nobody inspects the spammish repetition", 0xfbcea83c8a378bf1L),
        of("murmur128", "The quick brown fox jumps over the lazy dog", 0xe34bbc7bbc071b6cL),
        // What CPython 3.11 hashes bytes with, where PYTHONHASHSEED is 0.
        of("sipHash13", "12345678", 0x3489982430560a87L),
        // RFC 1321, FIPS 180: of "abc".
        ofBlock("md5", "1800000000000000", 0x900150983cd24fb0L),
        ofBlock("sha1", "0000000000000018", 0xa9993e364706816aL),
        ofBlock("sha256", "0000000000000018", 0xba7816bf8f01cfeaL),
        // The verification suite of receive side scaling: 66.9.149.187:2794 to 161.142.100.80:1766.
        ofHex("toeplitz", "420995bba18e64500aea06e6", 0x51ccc178L),
        // Guava's test of consistent hashes: key, buckets, bucket.
        new Vector("jump", number(10863919174838991L), 11, 6),
        new Vector("jump", number(2016238256797177309L), 11, 3),
        new Vector("jump", number(1673758223894951030L), 11, 5),
        new Vector("jump", number(2), 100_001, 80_343),
        new Vector("jump", number(2201), 100_001, 22_152),
        new Vector("jump", number(2202), 100_001, 15_018));
  }

  static Stream<Vector> ciphers() {
    return Stream.of(
        ofHex("tea", "0000000000000000", 0x41ea3a0a94baa940L),
        ofHex("xtea", "4142434445464748000102030405060708090a0b0c0d0e0f", 0x497df3d072612cb5L),
        // The paper of Speck, test vectors of 128/128.
        ofHex(
            "speck",
            "6c617669757165207469206564616d200f0e0d0c0b0a09080706050403020100",
            0xa65d985179783265L),
        // RFC 8439: ea2a92f4 cb1cf8ce 4581472e 5881c4bb.
        ofHex(
            "quarterRound",
            "11111111010203049b8d6f4301234567",
            (long) 0xea2a92f4 << 32 ^ (long) 0xcb1cf8ce << 16 ^ 0x4581472eL * 3 ^ 0x5881c4bbL * 5),
        ofSeed("chacha20", 0, 0xe4e7f11015593bd1L),
        ofSeed("rc4", 0, 0xeb9f7781b734ca72L),
        ofSeed("splitMix", 1_234_567, Long.parseUnsignedLong("16408922859458223821")),
        ofSeed("pcg", 42, 0xa15c02b7cbed606eL),
        ofSeed("xorShift", 2_463_534_242L, 723_471_715));
  }

  static Stream<Vector> codings() {
    return Stream.of(
        of("fromBase64", "Zm9vYmFy", 0x666f6f626172L),
        of("fromBase64", "Zm9vYg==", 0x666f6f62),
        of("fromBase64", "Zm9v!mFy", -1),
        of("fromHex", "0123456789abCDEF", 0x0123456789abcdefL),
        of("fromHex", "0123456789abcdeg", -1),
        ofHex("leb128", "c0bb78", -123_456),
        ofHex("leb128", "7f", -1),
        ofHex("leb128", "e58e26", 624_485),
        ofHex("leb128", "8080808080808080807f", Long.MIN_VALUE),
        ofSeed("zigzag", -1, 1L << 32 | 0xffffffffL),
        ofSeed("zigzag", Integer.MAX_VALUE, -2L << 32 | Integer.MAX_VALUE),
        ofSeed("zigzag", Integer.MIN_VALUE, -1L << 32 | 0x80000000L),
        ofHex("incremental", "dd2f55553285", 0),
        ofSeed("halfToFloat", 0x3c00, 0x3f800000),
        ofSeed("halfToFloat", 0x0001, 0x33800000),
        ofSeed("halfToFloat", 0x7bff, 0x477fe000),
        ofSeed("halfToFloat", 0xfc00, 0xff800000L),
        ofSeed("halfToFloat", 0x03ff, 0x387fc000),
        ofSeed("floatToHalf", 0x3f800000, 0x3c00),
        ofSeed("floatToHalf", 0x33800000, 1),
        ofSeed("floatToHalf", 0x477fefff, 0x7bff),
        ofSeed("floatToHalf", 0x477ff000, 0x7c00),
        ofSeed("floatToHalf", 0x3eaaaaab, 0x3555),
        ofSeed("floatToHalf", 0xc0000000, 0xc000),
        ofHex("utf8", "cebae1bdb9cf83cebcceb5", 5),
        ofHex("utf8", "c080", -1),
        ofHex("utf8", "eda080", -1),
        ofHex("utf8", "f48fbfbf", 1),
        ofHex("utf8", "f4908080", -1),
        ofHex("utf8", "e282", -1),
        ofHex("dnsName", "0377777707" + "4578616d706c65" + "03636f6d00", fnv("www.example.com")),
        ofHex("dnsName", "c00c", 0),
        ofHex("ipv6Format", "20010db8000000000001000000000001", fnv("2001:db8::1:0:0:1")),
        ofHex("ipv6Format", "20010db8000000010001000100010001", fnv("2001:db8:0:1:1:1:1:1")),
        ofHex("ipv6Format", "00000000000000000000000000000001", fnv("::1")),
        ofHex("ipv6Format", "00010000000000000000000000000000", fnv("1::")));
  }

  private static final String TCP = "00".repeat(12);

  /** Addresses of RFC 4291, section 2.2, and texts that are none; options as Linux sends them. */
  static Stream<Vector> parsers() {
    return Stream.of(
        of(
            "ipv6Parse",
            "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789",
            bytes("abcdef0123456789abcdef0123456789")),
        of("ipv6Parse", "2001:DB8::8:800:200C:417A", bytes("20010db80000000000080800200c417a")),
        of("ipv6Parse", "ff01::101", bytes("ff010000000000000000000000000101")),
        of("ipv6Parse", "::1", bytes("00000000000000000000000000000001")),
        of("ipv6Parse", "::", bytes("00000000000000000000000000000000")),
        of("ipv6Parse", "1:2:3:4:5:6:7::", bytes("00010002000300040005000600070000")),
        of("ipv6Parse", "::13.1.68.3", bytes("0000000000000000000000000d014403")),
        of("ipv6Parse", "::FFFF:129.144.52.38", bytes("00000000000000000000ffff81903426")),
        of("ipv6Parse", "1:2:3:4:5:6:7:8:9", -1),
        of("ipv6Parse", "1:2:3:4:5:6:7", -1),
        of("ipv6Parse", "1::2::3", -1),
        of("ipv6Parse", ":1::", -1),
        of("ipv6Parse", "1::2:", -1),
        of("ipv6Parse", "12345::", -1),
        of("ipv6Parse", "::1.2.3", -1),
        of("ipv6Parse", "::1.2.3.256", -1),
        of("ipv6Parse", "::g", -1),
        of("ipv6Parse", "", -1),
        ofHex(
            "tcpOptions",
            TCP + "a002faf000000000" + "020405b40402080a0000007b0000000001030307",
            123L << 32 | 1 << 24 | 7 << 16 | 1460),
        ofHex("tcpOptions", TCP + "5002faf000000000", 0),
        ofHex("tcpOptions", TCP + "6002faf000000000" + "01010402", 1 << 24),
        ofHex("tcpOptions", TCP + "6002faf000000000" + "00040402", 0),
        ofHex("tcpOptions", TCP + "6002faf000000000" + "020505b4", -1),
        ofHex("tcpOptions", TCP + "6002faf000000000" + "08000000", -1));
  }

  private static long bytes(String hex) {
    int hash = 0x811c9dc5;
    for (byte one : HexFormat.of().parseHex(hex)) {
      hash = (hash ^ one & 0xff) * 0x01000193;
    }
    return Integer.toUnsignedLong(hash);
  }

  private static long fnv(String text) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x01000193;
    }
    return Integer.toUnsignedLong(hash);
  }

  static Stream<Vector> sketches() {
    return Stream.of(
        ofSeed("squareRoot", 99, 9),
        ofSeed("squareRoot", -1, 0xffffffffL),
        of("luhn", "79927398713", 0),
        of("luhn", "79927398710", 7),
        of("levenshtein", "kittensitting", 3),
        ofSeed("search", 43, 13),
        ofSeed("search", 44, -15),
        ofHex("heapSort", "0506ff80017f0300", 0x80ff00010305067fL),
        // Computed by the code of the encyclopedia's article.
        ofSeed("hilbert", 77, 0x10a),
        ofSeed("hilbert", 100, 0x40e),
        ofSeed("hilbert", 255, 0xf00),
        // Computed by a program in another language.
        ofSeed("hyperLogLog", 5, 0x80b),
        ofHex("countMin", "0707070707" + "0309c8".repeat(9), 5),
        // The first table of the paper on Maglev.
        ofSeed("maglev", 0, 01010220));
  }

  static Stream<Vector> all() {
    return Stream.of(vectors(), hashes(), ciphers(), codings(), sketches(), parsers())
        .flatMap(Function.identity());
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
  @MethodSource("all")
  void asJava(Vector vector) throws ReflectiveOperationException {
    field(vector, "seed").setLong(null, vector.seed());
    Method method = vector.type().getDeclaredMethod(vector.program(), XdpContext.class);
    Object verdict = method.invoke(null, XdpContext.of(vector.packet()));
    field(vector, "seed").setLong(null, 0);
    assertThat(verdict).isEqualTo(XdpAction.PASS.value());
    assertThat(field(vector, "result").getLong(null)).isEqualTo(vector.result());
    field(vector, "result").setLong(null, 0);
  }

  private static Field field(Vector vector, String name) throws NoSuchFieldException {
    return vector.type().getDeclaredField(name);
  }

  private static Map<Class<?>, BpfObjectFile> objects() {
    return Compiled.ALL;
  }

  /** Compiled once for all engines, and not for plain Java. */
  private static final class Compiled {
    static final Map<Class<?>, BpfObjectFile> ALL =
        CLASSES.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(), type -> MethodCompiler.compile(type).object()));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void onTheVm(Engine engine) {
    Map<Class<?>, VmObject> objects = new HashMap<>();
    objects()
        .forEach(
            (type, file) ->
                objects.put(type, VmObject.load(file, VmOptions.DEFAULT.withEngine(engine))));
    assertThat(all())
        .allSatisfy(
            vector -> {
              VmObject object = objects.get(vector.type());
              object.variable("seed", Codec.S64).set(vector.seed());
              long verdict =
                  object
                      .program(vector.program())
                      .run(Contexts.of(ProgramType.XDP, vector.packet()).orElseThrow());
              assertThat(verdict).isEqualTo(XdpAction.PASS.value());
              assertThat(object.variable("result", Codec.S64).get()).isEqualTo(vector.result());
            });
  }

  @Test
  @KernelTest
  void inTheKernel() {
    objects().forEach(AlgorithmsTest::inTheKernel);
  }

  private static void inTheKernel(Class<?> type, BpfObjectFile file) {
    try (BpfObject object = BpfObject.open("algorithms", file).load()) {
      assertThat(all().filter(vector -> vector.type() == type))
          .allSatisfy(
              vector -> {
                object.variable("seed", Codec.S64).set(vector.seed());
                long verdict =
                    object
                        .program(vector.program())
                        .testRun(TestRun.onPacket(vector.packet()))
                        .returnValue();
                assertThat(verdict).isEqualTo(XdpAction.PASS.value());
                assertThat(object.variable("result", Codec.S64).get()).isEqualTo(vector.result());
              });
    }
  }
}
