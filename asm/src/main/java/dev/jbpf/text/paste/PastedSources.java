package dev.jbpf.text.paste;

import dev.jbpf.isa.Op;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.text.macro.Expansions;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.statement.CacheWriter;
import dev.jbpf.text.value.Expressions;
import java.util.Optional;

/** All kinds of pasted text: dumps, logs and listings, and arrays of C. */
public final class PastedSources implements PastedText {
  private final Cursor in;
  private final Dumps dumps;
  private final CArrays arrays;

  /** Whether the line starts with a number and a colon, as those of dumps do. */
  private boolean isNumbered;

  /** Whether the line is one of a dump. */
  private boolean isDump;

  /** Reads what is pasted with the parts of the assembler that read the rest. */
  public PastedSources(
      AssemblyState state,
      Declarations declarations,
      Operands operands,
      Expressions expressions,
      Expansions expansions,
      CacheWriter cache) {
    this.in = state.in;
    this.dumps = new Dumps(state, declarations, expressions);
    this.arrays = new CArrays(state, operands, expressions, expansions, cache);
  }

  @Override
  public boolean isOpen() {
    return dumps.isOpen();
  }

  @Override
  public boolean isDump() {
    return isDump;
  }

  @Override
  public boolean begin(boolean startsLine, int from) {
    if (!startsLine) {
      return false;
    }
    if (dumps.isOpen() || dumps.isPath(in.at)) {
      Rest rest = dumps.between(in.at);
      isDump |= rest == Rest.STATEMENT;
      if (rest == Rest.DONE) {
        return true;
      }
    }
    int c = in.skip();
    boolean isState = (c == 'R' || c == 'r') && dumps.isState(c, in.at);
    if (isState) {
      in.toLineEnd();
    }
    return isState;
  }

  @Override
  public Rest numbered(long slot, int from) {
    Rest rest = dumps.line(slot, from);
    isNumbered |= rest == Rest.OTHER;
    isDump |= rest == Rest.STATEMENT;
    return rest;
  }

  @Override
  public boolean isTool(int from) {
    boolean isTool =
        Characters.isSpace(in.text[in.at + 1]) && dumps.isTool(from) && dumps.isAround(from);
    if (isTool) {
      in.toLineEnd();
    }
    return isTool;
  }

  @Override
  public Optional<Name> bracketed(int from) {
    return dumps.name(from);
  }

  @Override
  public boolean sign(int c) {
    return arrays.punctuation(c);
  }

  @Override
  public boolean named(String name, int from) {
    if (dumps.isAround(from)) {
      in.toLineEnd();
      return true;
    }
    return arrays.name(name, from);
  }

  @Override
  public boolean emitted(Op op, int from) {
    boolean isCall = op == Op.CALL && (isDump || isNumbered);
    if (isCall) {
      dumps.called(from);
    }
    return isCall;
  }

  @Override
  public boolean failed(boolean startsLine, int errors, int from) {
    boolean isPassed = startsLine && dumps.isLog();
    if (isPassed) {
      dumps.passOver(errors, from);
    } else {
      dumps.fail(isDump, from);
    }
    return isPassed;
  }

  @Override
  public void endLine() {
    isDump = false;
    isNumbered = false;
    dumps.endLine();
  }

  @Override
  public void finish() {
    dumps.finish();
  }
}
