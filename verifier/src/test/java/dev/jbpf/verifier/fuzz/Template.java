package dev.jbpf.verifier.fuzz;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.text.Assembler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many programs in one line: {@code TYPE[@ATTACH][!FLAGS] | source}, where <code>{a~b}</code> is
 * either, and {@code @array} the address of a map, {@code @vars+8} that of a byte of its value.
 */
record Template(String line) {
  private static final Pattern CHOICE = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern HEAD = Pattern.compile("(\\w+)(?:@(\\d+))?(?:!(\\d+))?");
  private static final Pattern MAP = Pattern.compile("@(\\w+)(?:\\+(\\d+))?");

  /** In the order of {@link MapPool}. */
  private static final List<String> MAPS =
      List.of(
          "array",
          "hash",
          "hash4",
          "ro",
          "wo",
          "ring",
          "percpu",
          "outer",
          "queue",
          "lpm",
          "lru",
          "vars",
          "wide",
          "vector",
          "vectors",
          "sockmap",
          "sockhash",
          "progs",
          "perf",
          "traces",
          "cgroups",
          "devmap",
          "devhash",
          "cpumap",
          "xskmap",
          "stack",
          "bloom",
          "percpuhash",
          "userring");

  private static final long MARK = 0x7a70_0000L;
  private static final int LOAD_MAP = 1 << 12;
  private static final int LOAD_VALUE = 2 << 12;
  private static final int VALUE = 1 << 8;

  /** {@return one of the programs; empty if it is none, as {@code r1 = w2} is} */
  Optional<Candidate> any(Random random) {
    String chosen = line;
    for (Matcher next = CHOICE.matcher(chosen); next.find(); next = CHOICE.matcher(chosen)) {
      String[] all = next.group(1).split("~", -1);
      chosen =
          chosen.substring(0, next.start())
              + all[random.nextInt(all.length)]
              + chosen.substring(next.end());
    }
    String[] parts = chosen.split("\\|", 2);
    Matcher head = HEAD.matcher(parts[0].strip());
    if (!head.matches()) {
      throw new IllegalArgumentException(parts[0]);
    }
    String source = parts[1].replace(";", "\n").replaceAll("(?m)^\\s*(\\w+):", "$1:\n");
    return Assembler.assemble(MAP.matcher(source).replaceAll(Template::marked))
        .program()
        .map(program -> candidate(head.toMatchResult(), program));
  }

  private static String marked(MatchResult map) {
    if (!MAPS.contains(map.group(1))) {
      throw new IllegalArgumentException("no map is called " + map.group(1));
    }
    long mark = MARK + MAPS.indexOf(map.group(1)) + (map.group(2) == null ? 0 : VALUE);
    long offset = map.group(2) == null ? 0 : Long.parseLong(map.group(2));
    return (offset << Integer.SIZE | mark) + " ll";
  }

  private static Candidate candidate(MatchResult head, Program program) {
    long[] code = new long[program.size()];
    ByteBuffer.wrap(program.toBytes(ByteOrder.LITTLE_ENDIAN))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .get(code);
    Map<Integer, Integer> maps = new HashMap<>();
    for (int slot = 0; slot < code.length; slot++) {
      long mark = (code[slot] >>> Integer.SIZE) - MARK;
      if ((code[slot] & 0xff) == 0x18 && mark >= 0 && mark < 2 * VALUE) {
        maps.put(slot, (int) mark % VALUE);
        code[slot] = code[slot] & 0xffff_0fffL | (mark < VALUE ? LOAD_MAP : LOAD_VALUE);
      }
    }
    return new Candidate(
        ProgramType.valueOf(head.group(1).toUpperCase(Locale.ROOT)),
        number(head.group(2)),
        number(head.group(3)),
        code,
        maps);
  }

  private static int number(String text) {
    return text == null ? 0 : Integer.parseInt(text);
  }
}
