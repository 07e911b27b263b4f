package dev.jbpf.runtime.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.map.KernelMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@KernelTest
class LeaksNothingTest {
  @Test
  @DisplayName("R13: what a test leaves open is seen, and not before")
  void aLeakIsSeen() {
    long before = Descriptors.count();
    try (KernelMap<?, ?> left = Bpf.create(MapDef.array("left", Codec.U32, 1))) {
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> LeaksNothing.require(LeaksNothingTest.class, before))
          .withMessageStartingWith(
              "R13: LeaksNothingTest left 1 descriptors open, of [anon_inode:");
      assertThatCode(() -> LeaksNothing.require(LeaksNothingTest.class, before + 1))
          .doesNotThrowAnyException();
      assertThatCode(left::close).doesNotThrowAnyException();
    }
    assertThatCode(() -> LeaksNothing.require(LeaksNothingTest.class, before))
        .doesNotThrowAnyException();
  }
}
