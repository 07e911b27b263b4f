package dev.jbpf.text.paste;

import dev.jbpf.code.link.CodeImage;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.source.Cursor;
import dev.jbpf.text.names.RegisterNames;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.value.Expressions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the constants of 64 bits in dumps: {@code r1 = 0x1122334455667788}, {@code map[id:5][0]+8},
 * {@code subprog[+3]}, none of them with an {@code ll}. Addresses of the kernel's are of no use
 * later on: where a log's comment says what is there, that is taken.
 */
final class DumpLoads {
  private static final int MAP_FD = Op.LDDW_MAP_FD.fixed(Field.SRC);
  private static final int MAP_VALUE = Op.LDDW_MAP_VALUE.fixed(Field.SRC);
  private static final int FUNCTION = Op.LDDW_FUNC.fixed(Field.SRC);

  /** Made when the first comment is looked at. */
  private static final class Comments {
    static final Pattern MAP =
        Pattern.compile(
            ";.*?\\bR(\\d+)\\w*=map_(ptr|value)\\(.*?\\bmap=([^,()]+)(.*?\\boff=(\\d+))?");
    static final Pattern FUNCTION = Pattern.compile(";.*?\\bR(\\d+)\\w*=func\\(.*");
  }

  private final AssemblyState state;
  private final Declarations declarations;
  private final Cursor in;
  private final Symbols symbols;
  private final Expressions expressions;

  /** The slots that have a name already. */
  private final Set<Integer> named = new HashSet<>();

  DumpLoads(AssemblyState state, Declarations declarations, Expressions expressions) {
    this.state = state;
    this.declarations = declarations;
    this.in = state.in;
    this.symbols = state.symbols;
    this.expressions = expressions;
  }

  /** {@return whether the comment behind says what is loaded by a slot that has only a number} */
  boolean isExplained(int slot) {
    return !named.contains(slot) && (map().isPresent() || isFunction());
  }

  /** Reads a load, and returns whether it is one; nothing is read if not. */
  boolean read(int from) {
    int register = destination();
    if (register < 0) {
      return false;
    }
    long word = Op.LDDW.template() | (long) (register & ~RegisterNames.HALF) << 8;
    if (in.startsWith("map[id:")) {
      map(word, from);
    } else if (in.startsWith("subprog[")) {
      in.at += "subprog[".length();
      put(Words.withSrc(word, FUNCTION), number(), 0, from);
    } else {
      constant(word, from);
    }
    in.toLineEnd();
    return true;
  }

  /** {@return the register in front of the equals sign, which is passed; -1 if there is none} */
  private int destination() {
    in.skip();
    int start = in.at;
    in.name();
    int register = RegisterNames.of(in);
    if (register < 0 || in.skip() != '=') {
      in.at = start;
      return -1;
    }
    in.at++;
    in.skip();
    return register;
  }

  private void constant(long word, int from) {
    Operands value = new Operands();
    if (!expressions.read(value)) {
      return;
    }
    long number = value.values[0];
    if (isExplained(state.sections.current.code.size())) {
      explained(word, number, from, value.to[0]);
    } else {
      put(word, number, (int) (number >>> 32), from);
    }
  }

  private void explained(long word, long number, int from, int to) {
    Optional<Named> map = map();
    if (map.isPresent()) {
      map(word, symbols.intern(map.get().name), map.get().isValue, map.get().offset, from, to);
    } else {
      named.add(state.sections.current.code.size());
      put(Words.withSrc(word, FUNCTION), number, 0, from);
    }
  }

  /** A map as a comment names it. */
  private record Named(String name, boolean isValue, int offset) {}

  private Optional<Named> map() {
    Matcher comment = Comments.MAP.matcher(rest());
    if (!comment.find()) {
      return Optional.empty();
    }
    String offset = comment.group(5) == null ? "0" : comment.group(5);
    return Optional.of(
        new Named(comment.group(3), comment.group(2).equals("value"), Integer.parseInt(offset)));
  }

  private boolean isFunction() {
    return Comments.FUNCTION.matcher(rest()).find();
  }

  private String rest() {
    int end = in.at;
    while (in.text[end] != '\n') {
      end++;
    }
    return in.text(in.at, end);
  }

  /** A map that was loaded has only a number: it gets a name from that. */
  private void map(long word, int from) {
    in.at += "map[id:".length();
    int start = in.at;
    int map = symbols.intern("map_id_" + number());
    boolean isValue = in.startsWith("][");
    while (isValue && in.text[in.at] != '+' && in.text[in.at] != '\n') {
      in.at++;
    }
    int offset = in.text[in.at] == '+' ? (int) number() : 0;
    map(word, map, isValue, offset, from, start);
  }

  /** In an object, a place in a map's value is one behind a symbol, as compilers have variables. */
  private void map(long word, int map, boolean isValue, int offset, int from, int to) {
    CodeImage code = state.sections.current.code;
    named.add(code.size());
    declarations.dumpedMaps.add(map);
    if (state.isObject()) {
      code.fix(CodeImage.WIDE, map, from, to);
      put(word, offset, 0, from);
    } else {
      code.fix(CodeImage.IMMEDIATE, map, from, to);
      put(Words.withSrc(word, isValue ? MAP_VALUE : MAP_FD), 0, offset, from);
    }
  }

  private long number() {
    Operands value = new Operands();
    return expressions.read(value) ? value.values[0] : 0;
  }

  private void put(long word, long lower, int upper, int from) {
    state.sections.current.code.add(Words.withImm(word, (int) lower), from);
    state.sections.current.code.add((long) upper << 32, from);
  }
}
