package dev.jbpf.verifier.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperSignature;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HelperTableTest {
  private static final KernelVersion NEWEST = new KernelVersion(6, 18);

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNSPEC")
  void eachHelperHasAPrototypeThatLooksAtNoMoreThanItsSignatureHas(Helper helper) {
    HelperPrototype prototype = KernelModel.of(NEWEST).helper(helper.value()).orElseThrow();
    HelperSignature signature = helper.signature();
    assertThat(prototype.arguments()).hasSizeLessThanOrEqualTo(signature.parameters().size());
  }

  @Test
  void anOlderKernelHasNoneOfTheNewerHelpers() {
    KernelModel old = KernelModel.of(new KernelVersion(5, 4));
    assertThat(Arrays.stream(Helper.values()).filter(h -> old.helper(h.value()).isPresent()))
        .contains(Helper.PROBE_READ, Helper.TCP_GEN_SYNCOOKIE)
        .doesNotContain(Helper.RINGBUF_OUTPUT);
  }
}
