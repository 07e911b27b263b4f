package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.ir.IrException;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.map.TypedMap;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where kernels take the lower 32 bits of a number, none is lost in silence. */
class AllBitsCountTest {
  private static final long NUMBER = 0x8000_0001_0000_0002L;
  private static final MapDef<Integer, Long> PROGRAMS = MapDef.progArray("programs", 2);

  /** A filter that has the first 64 bits of its packet. */
  private static ProgramDef filter(BiConsumer<SocketBody, U64> body) {
    return ending(
        (p, number) -> {
          body.accept(p, number);
          p.exit(7);
        });
  }

  private static ProgramDef ending(BiConsumer<SocketBody, U64> body) {
    return Probe.socket("bits")
        .since(5, 16)
        .build(
            p -> {
              U64 number = p.u32At(0).toU64().shiftLeft(32).or(p.u32At(4).toU64());
              body.accept(p, number);
            });
  }

  private static SocketBuffer packet(long number) {
    byte[] bytes = new byte[64];
    ByteBuffer.wrap(bytes).putLong(0, number);
    bytes[2 * Long.BYTES] = 5;
    return SocketBuffer.of(bytes);
  }

  private static String printed(BiConsumer<SocketBody, U64> body) {
    Vm vm = Vm.create(VmOptions.DEFAULT);
    vm.load(filter(body).program()).run(packet(NUMBER));
    return String.join("|", vm.environment().drainTrace());
  }

  @ParameterizedTest
  @CsvSource({
    "%u, 9223372041149743106",
    "%d, -9223372032559808510",
    "%i, -9223372032559808510",
    "%x, 8000000100000002",
    "%X, 8000000100000002",
    "%-20u<, 9223372041149743106 <",
    "%lu, 9223372041149743106",
    "%lld, -9223372032559808510",
    "100%% %llx, 100% 8000000100000002"
  })
  void allArePrinted(String format, String text) {
    assertThat(printed((p, number) -> p.print(format, number))).isEqualTo(text);
    assertThat(printed((p, number) -> p.print(format, number.toS64()))).isEqualTo(text);
  }

  @Test
  void eachArgumentIsPrintedAsItsTypeIs() {
    assertThat(
            printed(
                (p, number) -> {
                  S32 minus = number.toS32().subtract(4);
                  p.print("%d %% %d %x %u", minus, number, minus, number.toU32());
                }))
        .isEqualTo("-2 % -9223372032559808510 fffffffe 2");
  }

  /** The kernel refuses them when the program runs, and prints nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"%#x", "%-+#u"})
  void theKernelHasNoAlternateForms(String format) {
    assertThatThrownBy(() -> filter((p, number) -> p.print(format, number)))
        .hasMessageContaining("the kernel prints no " + format);
  }

  @Test
  void thirteenAreTooMany() {
    U64[] all = new U64[13];
    assertThatThrownBy(
            () ->
                filter(
                    (p, number) -> {
                      Arrays.fill(all, number);
                      p.print("%d".repeat(13), all);
                    }))
        .isInstanceOf(IrException.class)
        .hasMessageContaining("13 arguments, the kernel prints at most 12");
  }

  @ParameterizedTest
  @ValueSource(longs = {0x1_0000_0000L, -0x8000_0001L, Long.MIN_VALUE})
  void aResultOfMoreBitsIsAMistake(long result) {
    assertThatThrownBy(() -> filter((p, number) -> p.when(number.eq(0), () -> p.exit(result))))
        .isInstanceOf(IrException.class)
        .hasMessageContaining("AllBitsCountTest.java:")
        .hasMessageContaining(result + " has more than 32 bits");
    assertThatThrownBy(() -> Probe.xdp("x", p -> p.exit(p.s64(result))))
        .hasMessageContaining("has more than 32 bits");
    assertThatThrownBy(() -> Probe.xdp("x", p -> p.packet().u8At(0).orReturn(result)))
        .hasMessageContaining("has more than 32 bits");
  }

  @ParameterizedTest
  @ValueSource(longs = {0xffff_ffffL, -0x8000_0000L, 0})
  void aResultOf32BitsIsNone(long result) {
    ProgramDef program = Probe.socket("x", p -> p.exit(result));
    assertThat((int) Vm.load(program.program(), VmOptions.DEFAULT).run(packet(0)))
        .isEqualTo((int) result);
  }

  /** Functions of a program have results of all bits. */
  @Test
  void functionsReturnAll() {
    ProgramDef program =
        filter(
            (p, number) -> {
              var f = p.function("f", U64.KIND, U64.KIND, (in, x) -> in.u64(NUMBER).xor(x));
              p.when(f.call(number).eq(0), () -> p.exit(1));
            });
    assertThat(Vm.load(program.program(), VmOptions.DEFAULT).run(packet(NUMBER))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "1, 7", "0x100000000, 7", "-1, 7", "0xffffffff00000000, 7"})
  void tailCallsTakeAllOfAnIndex(String index, int result) {
    long number =
        index.startsWith("0x")
            ? Long.parseUnsignedLong(index.substring(2), 16)
            : Long.parseLong(index);
    ProgramDef program = filter((p, at) -> p.tailCall(PROGRAMS, at));
    ProgramDef signed = filter((p, at) -> p.tailCall(PROGRAMS, at.toS64()));
    Vm vm = Vm.create(VmOptions.DEFAULT);
    TypedMap<Integer, Long> programs = vm.map(PROGRAMS);
    programs.update(0, (long) vm.descriptor(vm.load(Probe.socket("x", p -> p.exit(3)).program())));
    assertThat(vm.load(program.program()).run(packet(number))).isEqualTo(result);
    assertThat(vm.load(signed.program()).run(packet(number))).isEqualTo(result);
  }

  @Test
  void tailCallsToNoPlaceAreMistakes() {
    for (long index : new long[] {-1, 2, 0x1_0000_0000L}) {
      assertThatThrownBy(() -> filter((p, at) -> p.tailCall(PROGRAMS, index)))
          .hasMessageContaining("programs has no place " + index + ": 0 to 1");
    }
  }

  @ParameterizedTest
  @CsvSource({"16, 5", "63, 0", "64, 0", "4294967312, 0", "-4294967280, 0"})
  void bytesOfPacketsAreWhereAllOfTheOffsetSays(long offset, int result) {
    ProgramDef program = ending((p, at) -> p.exit(p.u8At(at)));
    ProgramDef signed =
        ending(
            (p, at) -> {
              S64 place = at.toS64();
              p.exit(p.u8At(place));
            });
    assertThat(Vm.load(program.program(), VmOptions.DEFAULT).run(packet(offset))).isEqualTo(result);
    assertThat(Vm.load(signed.program(), VmOptions.DEFAULT).run(packet(offset))).isEqualTo(result);
  }

  @Test
  @KernelTest
  void kernelsTakeThem() {
    ProgramDef all =
        ending(
            (p, at) -> {
              p.print("%d %x %u %d", at, at, at, p.cpu());
              p.tailCall(PROGRAMS, at);
              p.exit(p.u8At(at.toS64()));
            });
    Bpf.load(all).close();
  }
}
