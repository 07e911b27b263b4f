package dev.jbpf.gen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TracepointGeneratorTest {
  private static final String FORMAT =
      """
      name: sys_enter_openat
      ID: 629
      format:
      \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
      \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

      \tfield:int __syscall_nr;\toffset:8;\tsize:4;\tsigned:1;
      \tfield:const char * filename;\toffset:24;\tsize:8;\tsigned:0;
      \tfield:char comm[16];\toffset:32;\tsize:16;\tsigned:0;
      \tfield:__data_loc char[] name;\toffset:48;\tsize:4;\tsigned:0;

      print fmt: "dfd: 0x%08lx", ((unsigned long)(REC->dfd))
      """;

  @Test
  void everyFieldIsAConstant() {
    assertThat(TracepointGenerator.generate(FORMAT, "probes"))
        .contains("public final class SysEnterOpenat {")
        .contains("int SIZE = 52;")
        .contains("COMMON_PID = new StructField(\"sys_enter_openat\", \"common_pid\", 4, 4, true)")
        .contains("{@code const char * filename}")
        .contains("FILENAME = new StructField(\"sys_enter_openat\", \"filename\", 24, 8, false)")
        .contains("{@code char[16] comm}")
        .contains("NAME = new StructField(\"sys_enter_openat\", \"name\", 48, 4, false)");
  }

  @Test
  void anotherTextIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TracepointGenerator.generate("hello", "probes"))
        .withMessageContaining("no format of a tracepoint");
  }
}
