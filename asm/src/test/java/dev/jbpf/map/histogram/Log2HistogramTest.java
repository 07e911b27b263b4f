package dev.jbpf.map.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class Log2HistogramTest {

  /** The rows and stars that BCC's bitesize prints. */
  @Test
  void tablesAreThoseOfBcc() {
    assertThat(Log2Histogram.of(Map.of(3, 1024L, 9, 0L)).table("Kbytes"))
        .isEqualToNormalizingNewlines(
            """
                 Kbytes              : count     distribution
                     0 -> 1          : 0        |                                        |
                     2 -> 3          : 0        |                                        |
                     4 -> 7          : 1024     |****************************************|
            """);
    assertThat(Log2Histogram.of(Map.of(0, 1L, 1, 2L, 2, 7L)).table("Kbytes"))
        .endsWith(
            String.format(
                "%s%n%s%n",
                "         0 -> 1          : 3        |*****************                       |",
                "         2 -> 3          : 7        |****************************************|"));
  }

  @Test
  void theLastSlotEndsWithTheLargestNumber() {
    assertThat(Log2Histogram.of(Map.of(64, 1L)).table("ns"))
        .contains("9223372036854775808 -> 18446744073709551615 : 1");
  }

  @Test
  void nothingCountedIsNoRow() {
    assertThat(Log2Histogram.of(Map.of()).table("ns")).hasLineCount(1);
  }

  @Test
  void whatIsNoSlotIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Log2Histogram.of(Map.of(65, 1L)))
        .withMessageContaining("slots are 0 to 64");
  }
}
