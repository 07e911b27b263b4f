package dev.jbpf.vm.helper.socket;

import dev.jbpf.vm.world.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The options of sockets that programs may set and ask for.
 *
 * <p>Source: {@code bpf-helpers(7)}, and what Linux 6.18 answers.
 */
final class OptionRules {
  static final int SOCKET = 1;
  static final int IP = 0;
  static final int IPV6 = 41;
  private static final int TCP = Socket.TCP;

  /** What an option is. */
  enum Kind {
    /** Four bytes. */
    NUMBER,
    /** Four bytes that nobody reads. */
    SET_ONLY,
    /** Of any length. */
    TEXT,
    /** What a test gives, for programs to read. */
    GIVEN
  }

  /**
   * What is known of an option.
   *
   * @param least the smallest number that it takes
   * @param initial its number if nobody sets it
   */
  record Rule(Kind kind, int least, int most, int initial) {}

  private static final Map<Socket.Option, Rule> RULES = new HashMap<>();

  private OptionRules() {}

  static {
    Rule number = new Rule(Kind.NUMBER, Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
    put(SOCKET, number, 2, 7, 8, 9, 12, 15, 18, 36, 47, 62, 74);
    put(IP, number, 1);
    put(IPV6, number, 67, 70);
    put(TCP, number, 1, 4, 5, 6, 7, 10, 16, 18, 25, 27, 1_008);
    put(TCP, new Rule(Kind.NUMBER, 88, 32_767, 0), 2);
    put(TCP, new Rule(Kind.NUMBER, 1_000, 120_000, 120_000), 44);
    put(TCP, new Rule(Kind.SET_ONLY, 1, Integer.MAX_VALUE, 0), 1_001, 1_002);
    put(TCP, new Rule(Kind.NUMBER, 1_001, 200_000, 200_000), 1_003, 1_004);
    Rule text = new Rule(Kind.TEXT, 0, 0, 0);
    put(TCP, text, 13);
    put(SOCKET, text, 25);
    put(TCP, new Rule(Kind.GIVEN, 0, 0, 0), 1_005, 1_006, 1_007);
  }

  private static void put(int level, Rule rule, int... numbers) {
    for (int number : numbers) {
      RULES.put(new Socket.Option(level, number), rule);
    }
  }

  static Optional<Rule> of(Socket.Option option) {
    return Optional.ofNullable(RULES.get(option));
  }
}
