package dev.jbpf.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelVersionTest {
  @ParameterizedTest
  @CsvSource({
    "5.10,5,10",
    "6.1.0-18-amd64,6,1",
    "4.9-rc1,4,9",
    "6.18.44,6,18",
    "1234.5678,1234,5678"
  })
  void readsMajorAndMinor(String text, int major, int minor) {
    assertThat(KernelVersion.parse(text)).isEqualTo(new KernelVersion(major, minor));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "6", "6.", ".1", "x.1", "6.x", "6.1x", "-6.1", "12345.1", "6.12345", "6,1", "٦.1"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> KernelVersion.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a kernel version: '" + text + "', expected 5.10");
  }
}
