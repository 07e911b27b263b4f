package dev.jbpf.testkit.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PaintTest {
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm");

  private static Properties saying(String value) {
    Properties properties = new Properties();
    properties.setProperty(Paint.PROPERTY, value);
    return properties;
  }

  @Test
  void onlyATerminalHasColours() {
    assertThat(Paint.of(true, XTERM, new Properties())).isEqualTo(Paint.ANSI);
    assertThat(Paint.of(false, XTERM, new Properties())).isEqualTo(Paint.NONE);
    assertThat(Paint.of(true, Map.of(), new Properties())).isEqualTo(Paint.NONE);
    assertThat(Paint.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1"), new Properties()))
        .isEqualTo(Paint.NONE);
    assertThat(Paint.of(true, Map.of("TERM", "xterm", "NO_COLOR", ""), new Properties()))
        .isEqualTo(Paint.ANSI);
  }

  @Test
  void whoRunsTheTestsMaySay() {
    assertThat(Paint.of(false, Map.of("NO_COLOR", "1"), saying("always"))).isEqualTo(Paint.ANSI);
    assertThat(Paint.of(true, XTERM, saying("never"))).isEqualTo(Paint.NONE);
    assertThat(Paint.of(true, XTERM, saying("auto"))).isEqualTo(Paint.ANSI);
  }

  @Test
  void aTextKeepsItsWords() {
    assertThat(Paint.NONE.bad("0x1")).isEqualTo("0x1");
    assertThat(Paint.ANSI.bad("0x1")).isEqualTo("\u001b[31m0x1\u001b[0m");
    assertThat(Paint.ANSI.good("0x2")).isEqualTo("\u001b[32m0x2\u001b[0m");
  }
}
