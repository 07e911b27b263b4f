package dev.jbpf.cli.prog;

import dev.jbpf.cli.find.CommandWords;
import java.util.Optional;

/**
 * What a dump shows beside the instructions, or instead.
 *
 * @param opcodes the bytes of each
 * @param linum files and numbers of source lines
 * @param visual how control passes, as a graph
 * @param file where their bytes go
 */
record DumpStyle(boolean opcodes, boolean linum, boolean visual, Optional<String> file) {

  /** {@return the same, and what {@code words} add} */
  DumpStyle with(CommandWords words) {
    DumpStyle style = this;
    for (boolean isKnown = true; isKnown; ) {
      isKnown = true;
      if (words.take("opcodes")) {
        style = new DumpStyle(true, style.linum, style.visual, style.file);
      } else if (words.take("linum")) {
        style = new DumpStyle(style.opcodes, true, style.visual, style.file);
      } else if (words.take("visual")) {
        style = new DumpStyle(style.opcodes, style.linum, true, style.file);
      } else if (words.take("file")) {
        Optional<String> named = Optional.of(words.next("file"));
        style = new DumpStyle(style.opcodes, style.linum, style.visual, named);
      } else {
        isKnown = false;
      }
    }
    return style;
  }
}
