package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.section.ResizedSection;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.event.UserRing;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of maps and variables between opening an object and loading it, and afterwards. */
@KernelTest
class MapSettingsTest {
  private static OpenObject open() {
    return BpfObject.open(CompiledObjects.clang("settings"));
  }

  private static long run(BpfObject object, String program) {
    return object.program(program).testRun(TestRun.onContext(new byte[8])).returnValue();
  }

  private static long read(BpfObject object, String name) {
    return object.variable(name, Codec.U64).get();
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(value).array();
  }

  private static byte[] numbers(int... all) {
    ByteBuffer bytes =
        ByteBuffer.allocate(all.length * Integer.BYTES).order(ByteOrder.nativeOrder());
    bytes.asIntBuffer().put(all);
    return bytes.array();
  }

  /** The kernel finds the lock in what an inner map holds by that map's types. */
  @Test
  void innerMapsHaveTheTypesOfTheirValues() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("innerlocks"))) {
      TestRun packet = TestRun.onPacket(new byte[64]);
      assertThat(object.program("adds").testRun(packet).returnValue()).isZero();
      assertThat(object.map("first", Codec.INDEX, Codec.U64).lookup(0)).hasValue(5L << 32);
      assertThat(object.losses()).isEmpty();
    }
  }

  @Test
  void programsReadWhatIsSubmitted() {
    Since.linux(6, 1);
    try (BpfObject object = open().only("drain").load();
        UserRing ring = UserRing.open(Kernel.local(), object.map("requests"))) {
      for (int round = 0; round < 300; round++) { // more than once around
        assertThat(ring.submit(number(2))).isTrue();
        UserRing.Reservation dropped = ring.reserve(8).orElseThrow();
        dropped.discard();
        UserRing.Reservation kept = ring.reserve(8).orElseThrow();
        kept.content().putLong(0, 40);
        kept.submit();
        assertThatThrownBy(kept::submit).isInstanceOf(IllegalStateException.class);
        assertThat(run(object, "drain")).isZero();
        assertThat(read(object, "drained")).isEqualTo(2);
      }
      assertThat(read(object, "sum")).isEqualTo(300 * 42);
      assertThat(ring.reserve(4000)).isPresent();
      assertThat(ring.reserve(200)).isEmpty();
      assertThatThrownBy(() -> ring.reserve(5000)).hasMessageContaining("must be 0 to 4088");
      assertThatThrownBy(() -> UserRing.open(Kernel.local(), object.map("secret")))
          .hasMessageContaining("no ring buffer that programs read");
    }
  }

  @Test
  void aSectionOfVariablesGrows() {
    OpenObject open = open().only("total");
    open.map(".data.grown").valueSize(8 + 4 * Integer.BYTES);
    open.variable("numbers", Codec.bytes(16)).set(numbers(1, 2, 3, 4));
    try (BpfObject object = open.load()) {
      assertThat(run(object, "total")).isEqualTo(5 + 1 + 10);
      assertThat(object.losses()).isEmpty();
      object.variable("numbers", Codec.bytes(16)).set(numbers(10, 20, 30, 40));
      assertThat(run(object, "total")).isEqualTo(6 + 100);
    }
  }

  @Test
  void whatIsNoArrayGrowsWithoutTypes() throws IOException {
    byte[] types =
        BpfObjectFile.read(Files.readAllBytes(CompiledObjects.clang("settings")))
            .typeBytes()
            .orElseThrow();
    assertThat(ResizedSection.of(types, ".data.plain", 16)).isEmpty();
    assertThat(ResizedSection.of(types, ".data.grown", 13)).isEmpty();
    Btf grown = Btf.parse(ResizedSection.of(types, ".data.grown", 24).orElseThrow());
    assertThat(grown.toString()).isNotEmpty();
    assertThat(grown.size()).isEqualTo(Btf.parse(types).size() + 1);
    OpenObject open = open().only("total");
    open.map(".data.plain").valueSize(16);
    open.map(".data.grown").valueSize(24);
    try (BpfObject object = open.load()) {
      assertThat(run(object, "total")).isEqualTo(5 + 7 + 1);
    }
    OpenObject other = open();
    assertThatThrownBy(() -> other.map(".data.grown").valueSize(4))
        .hasMessageContaining("holds variables of 12 bytes: 4");
    other.variable("first", Codec.U64);
    assertThatThrownBy(() -> other.map(".data.grown").valueSize(40))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSectionStartsAsItIsSaid() {
    OpenObject open = open().only("total");
    open.map(".data.plain").initialValue(number(1000));
    open.map(".data.grown").valueSize(24);
    try (BpfObject object = open.load()) {
      assertThat(run(object, "total")).isEqualTo(1000 + 5 + 7);
    }
    assertThatThrownBy(() -> open.map(".data.plain").initialValue(new byte[3]))
        .hasMessageContaining("has 8 bytes, not 3");
    assertThatThrownBy(() -> open.map("secret").initialValue(new byte[8]))
        .hasMessageContaining("holds no variables");
  }

  @Test
  void oneProgramAloneMayUseAMap() {
    Since.linux(6, 18);
    OpenObject open = open().only("owner");
    open.map("secret").exclusiveTo("owner");
    try (BpfObject object = open.load()) {
      assertThat(run(object, "owner")).isEqualTo(3);
      assertThat(object.map("secret", Codec.U32, Codec.U64).lookup(0L)).isEqualTo(Optional.of(1L));
    }
    OpenObject both = open().only("owner", "other");
    both.map("secret").exclusiveTo("owner");
    assertThatThrownBy(both::load).hasMessageContaining("other");
    OpenObject none = open().only("owner");
    none.map("secret").exclusiveTo("ovner");
    assertThatThrownBy(none::load).hasMessageContaining("did you mean 'owner'");
  }
}
