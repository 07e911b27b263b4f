package dev.jbpf.methods.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.methods.refusal.Rule;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VerifierAdviceTest {
  @Test
  void isAboutRulesThatThereAre() {
    assertThat(Arrays.stream(dev.jbpf.verifier.report.Rule.values()).map(rule -> rule.code()))
        .containsAll(VerifierAdvice.BY_RULE.keySet());
  }

  @Test
  void isTheNotesForOthers() {
    assertThat(VerifierAdvice.instead("call-depth")).isEqualTo(Rule.VERIFIER.instead());
  }
}
