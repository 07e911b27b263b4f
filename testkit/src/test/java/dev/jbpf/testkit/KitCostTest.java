package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A class of 100 tests of small programs costs less than a second over one of empty tests. */
class KitCostTest {
  private static final int TESTS = 100;
  private static final Duration LIMIT = Duration.ofSeconds(1);

  @Test
  void hundredTestsCostLessThanASecond() {
    Duration empty = time(Empty.class);
    Duration programs = time(Programs.class);
    Assertions.assertThat(programs.minus(empty))
        .as("%s with programs, %s without", programs, empty)
        .isLessThan(LIMIT);
  }

  private static Duration time(Class<?> tests) {
    long start = System.nanoTime();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents()
        .assertStatistics(statistics -> statistics.succeeded(TESTS));
    return Duration.ofNanos(System.nanoTime() - start);
  }

  static class Empty {
    @RepeatedTest(TESTS)
    void nothing(RepetitionInfo repetition) {
      repetition.getCurrentRepetition();
    }
  }

  static class Programs {
    @RepeatedTest(TESTS)
    void loopCounts(RepetitionInfo repetition) {
      int rounds = repetition.getCurrentRepetition();
      assertThat(
              "r0 = 0\nr1 = %d\nloop: r0 += 3\nr1 += -1\nif r1 != 0 goto loop\nexit"
                  .formatted(rounds))
          .assembles()
          .returns(3L * rounds);
    }
  }
}
