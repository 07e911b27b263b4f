package dev.jbpf.classic;

import static dev.jbpf.classic.ClassicFormat.ACCUMULATOR;
import static dev.jbpf.classic.ClassicFormat.HEADER_LENGTH;
import static dev.jbpf.classic.ClassicFormat.IMMEDIATE;
import static dev.jbpf.classic.ClassicFormat.INDEX;
import static dev.jbpf.classic.ClassicFormat.LENGTH;
import static dev.jbpf.classic.ClassicFormat.PACKET;
import static dev.jbpf.classic.ClassicFormat.PACKET_INDEXED;
import static dev.jbpf.classic.ClassicFormat.SCRATCH;

import dev.jbpf.classic.Mnemonics.Mnemonic;
import dev.jbpf.classic.token.ClassicToken;
import dev.jbpf.classic.token.ClassicTokens;
import dev.jbpf.classic.token.SyntaxException;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.text.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads operands, whatever instruction they belong to. */
final class OperandParser {
  private static final String WHAT =
      "an operand: #number, [place], [x + place], M[n], 4*([place]&0xf), #len, x or a";
  private static final Map<String, Operand> NAMES = names();

  private final ClassicTokens in;

  OperandParser(ClassicTokens in) {
    this.in = in;
  }

  /**
   * An operand.
   *
   * @param kind how it is written
   * @param k its number, 0 if it has none
   */
  record Operand(ClassicFormat kind, long k) {}

  private static Map<String, Operand> names() {
    Map<String, Operand> names = new LinkedHashMap<>();
    names.put("len", new Operand(LENGTH, 0));
    names.put("pktlen", new Operand(LENGTH, 0)); // What tcpdump calls it.
    for (Extension extension : Extension.values()) {
      for (String name : extension.names()) {
        names.put(name, new Operand(PACKET, extension.k()));
      }
    }
    names.put("vlanp", new Operand(PACKET, Extension.VLAN_PRESENT.k())); // tcpdump's too.
    return names;
  }

  /** {@return the operand that is next, which may not be one that {@code mnemonic} takes} */
  Operand parse(Mnemonic mnemonic) throws SyntaxException {
    ClassicToken start = in.peek();
    if (in.takeIf("#")) {
      return in.isNumberNext() ? new Operand(IMMEDIATE, in.number()) : named("a number or a name");
    } else if (in.takeIf("[")) {
      return place();
    } else if (in.takeIf("%")) {
      return register(in.peek()).orElseThrow(() -> in.unexpected("'x' or 'a' behind '%'"));
    } else if (in.isNumberNext()) {
      return number(start, mnemonic);
    } else if (in.peek().is("M")) {
      return scratch();
    }
    Optional<Operand> register = register(start);
    return register.isPresent() ? register.get() : named(WHAT);
  }

  private Optional<Operand> register(ClassicToken token) {
    if (in.takeIf("x")) {
      return Optional.of(new Operand(INDEX, 0));
    }
    return token.is("a") && in.takeIf("a")
        ? Optional.of(new Operand(ACCUMULATOR, 0))
        : Optional.empty();
  }

  private Operand named(String expected) throws SyntaxException {
    ClassicToken name = in.peek();
    Operand operand = NAMES.get(name.text().toLowerCase(Locale.ROOT));
    if (operand != null) {
      in.take();
      return operand;
    } else if (name.isWord() && Mnemonics.find(name.text()).isEmpty()) {
      String[] near = Suggestions.notes(name.text(), NAMES.keySet());
      throw in.error(DiagnosticCode.BAD_OPERAND, name.quoted() + " is not an operand", name, near);
    }
    throw in.unexpected(expected);
  }

  /** What stands behind {@code [}. */
  private Operand place() throws SyntaxException {
    boolean percent = in.takeIf("%");
    if (percent && !in.peek().is("x")) {
      throw in.unexpected("'x' behind '%'");
    }
    Operand operand = in.takeIf("x") ? indexed() : absolute();
    in.expect("]");
    return operand;
  }

  private Operand indexed() throws SyntaxException {
    if (in.peek().is("]")) {
      return new Operand(PACKET_INDEXED, 0);
    } else if (!in.takeIf("+") && !in.peek().is("-")) {
      throw in.unexpected("'+' or ']'");
    }
    return new Operand(PACKET_INDEXED, in.number());
  }

  private Operand absolute() throws SyntaxException {
    Operand named = NAMES.get(in.peek().text().toLowerCase(Locale.ROOT));
    if (named != null && named.kind() == PACKET) {
      in.take();
      return named;
    }
    return new Operand(PACKET, in.number());
  }

  private Operand number(ClassicToken start, Mnemonic mnemonic) throws SyntaxException {
    long value = in.number();
    if (in.takeIf("*")) {
      return headerLength(start, value);
    } else if (!mnemonic.takesBareNumber()) {
      throw bareNumber(start, (int) value, mnemonic);
    }
    return new Operand(IMMEDIATE, value);
  }

  private SyntaxException bareNumber(ClassicToken start, int value, Mnemonic mnemonic) {
    List<String> ways = new ArrayList<>();
    if (mnemonic.with(IMMEDIATE).isPresent()) {
      ways.add("write #" + value + " for the number");
    }
    if (mnemonic.with(PACKET).isPresent()) {
      ways.add("write [" + value + "] for the place in the packet");
    }
    String message = "a number alone is not an operand";
    return in.error(DiagnosticCode.BAD_OPERAND, message, start, ways.toArray(String[]::new));
  }

  /** What stands behind {@code 4*}. */
  private Operand headerLength(ClassicToken start, long factor) throws SyntaxException {
    in.expect("(");
    in.expect("[");
    final long k = in.number();
    in.expect("]");
    in.expect("&");
    ClassicToken maskAt = in.peek();
    long mask = in.number();
    in.expect(")");
    if (factor != 4 || mask != 0xf) {
      ClassicToken wrong = factor != 4 ? start : maskAt;
      throw in.error(DiagnosticCode.BAD_OPERAND, "only 4*([place]&0xf) can be computed", wrong);
    }
    return new Operand(HEADER_LENGTH, k);
  }

  private Operand scratch() throws SyntaxException {
    in.take();
    in.expect("[");
    ClassicToken at = in.peek();
    long k = in.number();
    if (k >= ClassicProgram.SCRATCH_WORDS) {
      String message = "M[" + (int) k + "] does not exist";
      throw in.error(DiagnosticCode.SCRATCH_RANGE, message, at, "M has 16 words, 0 to 15");
    }
    in.expect("]");
    return new Operand(SCRATCH, k);
  }
}
