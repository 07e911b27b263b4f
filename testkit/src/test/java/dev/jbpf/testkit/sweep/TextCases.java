package dev.jbpf.testkit.sweep;

import static dev.jbpf.testkit.sweep.Script.Argument.BUFFER;

import dev.jbpf.kernel.ProgramType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Numbers read from texts, texts compared and printed. */
final class TextCases {
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "12",
          "-12",
          "+12",
          " 12",
          "\t\n12",
          "0x1f",
          "0X1F",
          "0x",
          "0xg",
          "017",
          "08",
          "abc",
          "",
          "-",
          "+",
          "--1",
          "- 1",
          "12abc",
          "-0",
          "00x1",
          "1_0",
          "\u00a07",
          "0x-1",
          "-0x10",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775809",
          "18446744073709551615",
          "18446744073709551616",
          "99999999999999999999999999",
          "0xffffffffffffffff",
          "0x10000000000000000",
          "01777777777777777777777",
          "02000000000000000000000",
          "\r\f\u000b5",
          "7fffffffffffffff");

  private static final String[] FORMATS = {
    "hi",
    "",
    "%d",
    "%i",
    "%u",
    "%x",
    "%X",
    "%ld",
    "%lu",
    "%lx",
    "%lld",
    "%llu",
    "%llx",
    "%llX",
    "%c",
    "%%",
    "100%",
    "%",
    "%p",
    "%5d|",
    "%-5d|",
    "%05d|",
    "%+d",
    "% d",
    "%+ d",
    "%20lld|",
    "%hd",
    "%hhd",
    "%z",
    "%5.3d",
    "%#x",
    "%o",
    "%*d",
    "%d %d %d",
    "%d %d %d %d",
    "%px",
    "%1000d",
    "%9999d",
    "%0d",
    "%-d",
    "%d%",
    "%d%%",
    "%ll",
    "%sx",
    "%s5 %d",
    "%s%d|",
    "%pks0",
    "%cx%c",
    "%l",
    "%lls",
    "%d\u00e9",
    "\u00e9",
    "a\nb",
    "a\u0001b",
    "a\u007fb",
    "a\u0080b",
    "\u0095",
    "\u00a0%d",
    "%d\u0001"
  };

  private TextCases() {}

  static void all(Consumer<Case> to) {
    constants(to);
    for (String number : NUMBERS) {
      for (int helper : new int[] {105, 106}) {
        for (long base : new long[] {0, 8, 10, 16, 2, 1, 31, 32, 1L << 32, -1}) {
          for (int spare : new int[] {0, 1, 5}) {
            Script script = text(new Script(), number, 64 - 8);
            int size = Math.max(1, number.length() + spare);
            script.then("r4 = r10\nr4 += -8\nr3 = 0x%x ll", base);
            script.then("r1 = r10\nr1 += -64\nr2 = %d\ncall %d", Math.min(size, 56), helper);
            to.accept(one(script.note("r0").noteBuffer()));
          }
        }
      }
    }
    for (String format : FORMATS) {
      for (long value : new long[] {0, 42, -42, 0x1234_5678_9abc_def1L, Long.MIN_VALUE}) {
        for (int cut : new int[] {0, 1}) {
          Script script = text(new Script(), format, 64);
          int size = Math.max(1, length(format) + 1 - cut);
          to.accept(one(script.call(6, BUFFER, size, value, -1, 7)));
        }
        for (int count = 0; count <= 5; count++) {
          Script script = text(new Script(), format, 64);
          for (int i = 0; i < 4; i++) {
            script.then("r1 = 0x%x ll\n*(u64 *)(r10 - %d) = r1", value + i, 96 - 8 * i);
          }
          script.then("r3 = r10\nr3 += -96\nr4 = %d", 8 * Math.min(count, 4) + count / 5 * 4);
          script.then("r1 = r10\nr1 += -64\nr2 = %d\ncall 177", length(format) + 1);
          to.accept(one(script.note("r0")));
        }
      }
    }
  }

  /** Texts printed to memory, of each room, and compared. */
  private static void constants(Consumer<Case> to) {
    // The kernel hides addresses.
    for (String format : Arrays.stream(FORMATS).filter(text -> !text.equals("%p")).toList()) {
      byte[] bytes = format.getBytes(StandardCharsets.ISO_8859_1);
      for (long value : new long[] {0, 42, -42, 0x1234_5678_9abc_def1L, Long.MIN_VALUE}) {
        for (int room : new int[] {0, 1, 2, 5, 64}) {
          for (int size : new int[] {0, 8, 16, 24, 12}) {
            Script script = new Script();
            for (int i = 0; i < 3; i++) {
              script.then("r1 = 0x%x ll\n*(u64 *)(r10 - %d) = r1", value + i, 96 - 8 * i);
            }
            script.then("r3 = map_value text, 0 ll\nr4 = r10\nr4 += -96\nr5 = %d", size);
            script.then("r1 = r10\nr1 += -64\nr2 = %d\ncall 165", room);
            to.accept(one(script.note("r0").noteBuffer()).withText(bytes));
          }
        }
      }
    }
    List<String> texts = List.of("", "a", "ab", "abc", "abd", "b", "ab\u00e9", "\u00ff", "\u007f");
    for (String first : texts) {
      for (String second : texts) {
        for (int size : new int[] {0, 1, 2, 3, 4, 8, 56}) {
          Script script = text(new Script(), first, 56);
          script.then("r1 = r10\nr1 += -64\nr2 = %d\nr3 = map_value text, 0 ll", size);
          to.accept(
              one(script.then("call 182").note("r0"))
                  .withText(second.getBytes(StandardCharsets.ISO_8859_1)));
        }
      }
    }
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1).length;
  }

  /** Puts a text into the buffer, zeros behind it. */
  private static Script text(Script script, String text, int room) {
    byte[] bytes = Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), room);
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < room; i += 8) {
      script.then("r1 = 0x%x ll\n*(u64 *)(r10 - %d) = r1", words.getLong(i), 64 - i);
    }
    return script;
  }

  private static Case one(Script script) {
    return Case.of(ProgramType.SCHED_CLS, script, Packets.NUMBERS);
  }
}
