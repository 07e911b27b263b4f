package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.testing.Bounded;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays of C that are pasted mean what a C compiler makes of them, or are refused. */
class PastedCTest {
  private static Assembly assemble(String source, ByteOrder order) {
    return Assembler.assemble(
        source.getBytes(StandardCharsets.UTF_8), "x.c", AssemblerOptions.DEFAULT.order(order));
  }

  private static String hex(String source) {
    Assembly assembly = assemble(source, ByteOrder.LITTLE_ENDIAN);
    assertThat(assembly.report()).isEmpty();
    byte[] bytes = assembly.program().orElseThrow().toBytes(ByteOrder.LITTLE_ENDIAN);
    return HexFormat.of().formatHex(bytes);
  }

  private static String error(String source) {
    Assembly assembly = assemble(source, ByteOrder.LITTLE_ENDIAN);
    assertThat(assembly.program()).as(source).isEmpty();
    return assembly.report();
  }

  @Test
  @DisplayName("T1: names of limits, suffixes, precedence and types are C's")
  void t1() {
    for (String row :
        new String[] {
          "LLONG_MIN; 0000000000000080",
          "LLONG_MAX; ffffffffffffff7f",
          "LONG_MIN; 0000000000000080",
          "ULLONG_MAX; ffffffffffffffff",
          "SHRT_MIN; 0080ffffffffffff",
          "SHRT_MAX; ff7f000000000000",
          "USHRT_MAX; ffff000000000000",
          "SCHAR_MIN; 80ffffffffffffff",
          "UCHAR_MAX; ff00000000000000",
          "INT_MIN; 00000080ffffffff",
          "UINT_MAX; ffffffff00000000",
          "~U32_MAX; 0000000000000000",
          "S8_MIN; 80ffffffffffffff",
          "U64_MAX; ffffffffffffffff",
          "INT64_MIN; 0000000000000080",
          "UINT64_C(1) << 63; 0000000000000080",
          "(__u32)-1; ffffffff00000000",
          "-0x80000000; 0000008000000000",
          "1u << 31; 0000008000000000",
          "1 << 31; 00000080ffffffff",
          "1 | 2 + 4; 0700000000000000",
          "1 << 2 + 1; 0800000000000000",
          "7 == 7; 0100000000000000",
          "0 ? 1 / 0 : -2; feffffffffffffff",
          "BIT(3); 0800000000000000",
          "GENMASK_ULL(63, 62); 00000000000000c0",
          "htons(ETH_P_IP); 0800000000000000",
          "'\\xff'; ffffffffffffffff"
        }) {
      String[] sides = row.split("; ");
      String hex = hex("BPF_LD_IMM64(BPF_REG_2, " + sides[0] + "),");
      assertThat(hex)
          .as(row)
          .isEqualTo("18020000" + sides[1].substring(0, 8) + "00000000" + sides[1].substring(8));
    }
  }

  @ParameterizedTest(name = "T1: {0} is refused, as C leaves it open")
  @ValueSource(
      strings = {
        "INT_MAX + 1",
        "1 << 40",
        "1 << -1",
        "3 << 31",
        "-INT_MIN",
        "5 % 0",
        "LONG_MIN / -1"
      })
  void t1WhatOverflowsIsAnError(String value) {
    assertThat(error("BPF_MOV64_IMM(BPF_REG_1, " + value + "),")).contains("error[");
  }

  private static final String BYTE_ORDER =
      """
      #if __BYTE_ORDER == __LITTLE_ENDIAN
      BPF_LDX_MEM(BPF_B, BPF_REG_0, BPF_REG_1, 68),
      #else
      BPF_LDX_MEM(BPF_B, BPF_REG_0, BPF_REG_1, 71),
      #endif
      """;

  @Test
  @DisplayName("T3: the branch of the target's byte order is read, and no other")
  void t3ByteOrder() {
    assertThat(hex(BYTE_ORDER)).isEqualTo("7110440000000000");
    byte[] big =
        assemble(BYTE_ORDER, ByteOrder.BIG_ENDIAN)
            .program()
            .orElseThrow()
            .toBytes(ByteOrder.LITTLE_ENDIAN);
    assertThat(HexFormat.of().formatHex(big)).isEqualTo("7110470000000000");
  }

  @ParameterizedTest(name = "T3: {0}")
  @ValueSource(
      strings = {
        "#if 1\nYES\n#else\nNO\n#endif",
        "#if 0\nNO\n#elif 2 > 1\nYES\n#else\nNO\n#endif",
        "#if 0\n#if 1\nNO\n#else\nNO\n#endif\n#else\nYES\n#endif",
        "#define A\n#ifdef A\nYES\n#else\nNO\n#endif",
        "#define A 3\n#if defined(A) && A == 3\nYES\n#endif",
        "#define A 1 + 2\n#if A * 2 == 5\nYES\n#else\nNO\n#endif",
        "#define F(x) ((x) * 2)\n#if F(2 + 1) == 6\nYES\n#endif",
        "#undef A\n#ifdef A\nNO\n#else\nYES\n#endif",
        "#ifndef A\n#define A 1\n#endif\n#if A\nYES\n#endif",
        "#if 0 /* a comment\n#else\n*/\nNO\n#else\nYES\n#endif",
        "#if 1 && \\\n 1\nYES\n#endif",
        "# if 1\nYES\n# else\nNO\n# endif",
        "#ifdef __LITTLE_ENDIAN_BITFIELD\nYES\n#else\nNO\n#endif",
        "#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__\nNO\n#else\nYES\n#endif",
        "#if ~0U == 0xffffffff\nNO\n#else\nYES\n#endif",
        "# if the packet is short\nYES",
      })
  void t3ConditionsThatAreKnown(String source) {
    assertThat(hex(source.replace("YES", "BPF_EXIT_INSN(),").replace("NO", "BPF_JMP_A(7),")))
        .isEqualTo("9500000000000000");
  }

  @ParameterizedTest(name = "T3: {0}")
  @ValueSource(
      strings = {
        "#ifdef CONFIG_X86_64\nexit\n#else\nr0 = 1\n#endif",
        "#if CONFIG_HZ > 100\nexit\n#endif",
        "#if defined(FOO) || 1\nexit\n#endif",
        "#ifdef __BIG_ENDIAN\nexit\n#endif",
        "#if 1\nexit",
        "#else\nexit",
        "#endif\nexit",
        "#if 1 +\nexit\n#endif",
        "#if 1 / 0\nexit\n#endif",
        "#error no\nexit"
      })
  void t3WhatIsNotKnownIsAnErrorAtItsLine(String source) {
    assertThat(error(source)).startsWith("x.c:1:");
  }

  @Test
  @DisplayName("T3: macros of a source stand for tokens, not for values")
  void t3Macros() {
    String source =
        """
        #define SUM 1 + 2
        #define TMP BPF_REG_7
        #define ADD(to, from) \\
          BPF_ALU64_REG(BPF_ADD, to, from)
        #define JOIN(a, b) a##b
        BPF_MOV64_IMM(TMP, SUM * 3),
        ADD(TMP,
            BPF_REG_2),
        BPF_MOV64_IMM(JOIN(BPF_REG_, 3), ~0U),
        { .code = BPF_ALU64 | BPF_MOV | BPF_K,
          .dst_reg = TMP, .imm = -(SUM) },
        """
            .replace("\\\\", "\\");
    assertThat(hex(source))
        .isEqualTo(
            "b707000007000000" + "0f27000000000000" + "b7030000ffffffff" + "b7070000fdffffff");
  }

  @ParameterizedTest(name = "T3: a later definition counts: {0}")
  @ValueSource(
      strings = {
        "#define V 5\n# define V 6\nBPF_MOV64_IMM(BPF_REG_0, V),",
        "#define V 5\n#define V 6\nBPF_MOV64_IMM(BPF_REG_0, V),",
        "#define r5 6\nr0 = r5",
        "#define V(a, rest...) BPF_MOV64_IMM(a, rest)\nV(BPF_REG_0, 6),",
        "#define V 5\n.macro m\n#define V 6\nr0 = V\n.endm\nm",
        ".macro m\n#if 0\nr0 = 1\n#else\nr0 = 6\n#endif\n.endm\nm",
        "# define the counter\nr0 = 6",
        "BPF_MOV64_IMM(BPF_REG_0, !0 + 5),",
        "BPF_MOV64_IMM(BPF_REG_0, true ? 6 : 5),"
      })
  void t3Latest(String source) {
    assertThat(hex(source)).isEqualTo("b700000006000000");
  }

  @ParameterizedTest(name = "T3: {0}")
  @ValueSource(
      strings = {
        "#if 0\nr0 = 1\n#else\nr0 = 2\n#else\nr0 = 3\n#endif",
        "#if 1\nr0 = 1\n#else\nr0 = 2\n#elif 1\nr0 = 3\n#endif",
        "#if 0\nr0 = 1\n#else\nr0 = 2\n#elif 1\nr0 = 3\n#endif",
      })
  void t3NoBranchFollowsElse(String source) {
    assertThat(error(source)).startsWith("x.c:5:1: error[unclosed]");
  }

  @ParameterizedTest(name = "T3: {0}")
  @ValueSource(
      strings = {
        "#define V 5\n# undef V\nBPF_MOV64_IMM(BPF_REG_0, V),",
        "#define BPF_ADD 0x10\nBPF_ALU64_IMM(BPF_ADD, BPF_REG_0, 1),",
        "#define V(x\nexit"
      })
  void t3NothingIsTakenForAnother(String source) {
    assertThat(error(source)).contains("error[");
  }

  @Test
  @DisplayName("T20: comments like conditions are not looked through again and again")
  void t20Comments() throws Exception {
    Bounded.run(() -> assertThat(hex("# if x\n".repeat(60_000) + "exit")).hasSize(16));
  }

  @Test
  @DisplayName("T4: named fields of a sock_filter say so")
  void t4Names() {
    assertThat(error("{ .code = 0x28, .jt = 0, .jf = 0, .k = 0xc },"))
        .contains("error[dialect]")
        .contains("--dialect classic");
  }

  @Test
  @DisplayName("T4: an array of sock_filter is a classic program, which is said")
  void t4() {
    String array = "{ 0x28, 0, 0, 0x0000000c },\n{ 0x06, 0, 0, 0x00000001 },\n";
    for (String source :
        new String[] {
          "struct sock_filter code[] = {\n" + array + "};\n",
          array,
          "{ 0x6, 0, 0, 0x00040000 },\n",
          "BPF_STMT(BPF_RET | BPF_K, 1),\n"
        }) {
      assertThat(error(source)).contains("error[dialect]").contains("--dialect classic");
    }
    assertThat(hex("struct bpf_insn p[] = {\n{ 0xb7, 1, 0, 0 },\n};"))
        .isEqualTo("b701000000000000");
  }

  @Test
  @DisplayName("T15: indices of fields, and the kernel's macros for slots of their own")
  void t15() {
    String source =
        """
        BPF_LDX_MEM(BPF_W, BPF_REG_0, BPF_REG_1, offsetof(struct __sk_buff, cb[0])),
        BPF_LDX_MEM(BPF_W, BPF_REG_0, BPF_REG_1, skb.cb[1]),
        BPF_LDX_MEM(BPF_SIZEOF(u16), BPF_REG_0, BPF_REG_1,
                    offsetof(struct __sk_buff, remote_ip6[2]) +
                    2),
        BPF_ZEXT_REG(BPF_REG_3),
        BPF_MOV64_PERCPU_REG(BPF_REG_1, BPF_REG_2),
        BPF_LD_IMM64_RAW_FULL(BPF_REG_1, 2, 3, 4, 5, 6),
        BPF_KFUNC_CALL(1, 77),
        BPF_RAW_INSN(BPF_JMP | BPF_TAIL_CALL, 0, 0, 0, 0),
        BPF_MOV64_RAW(BPF_X, BPF_REG_1, BPF_REG_2, 3),
        BPF_MOV32_RAW(BPF_K, BPF_REG_1, 0, -1),
        """;
    assertThat(hex(source))
        .isEqualTo(
            "6110300000000000"
                + "6110340000000000"
                + "69106e0000000000"
                + "bc33000001000000"
                + "bf21ffff00000000"
                + "1821030005000000"
                + "0000040006000000"
                + "852001004d000000"
                + "f500000000000000"
                + "bf21000003000000"
                + "b4010000ffffffff");
  }
}
