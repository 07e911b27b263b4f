package dev.jbpf.diag.text;

import dev.jbpf.diag.Origin;

/** Gives the text of the source line that an instruction was written in. */
@FunctionalInterface
public interface SourceLineText {
  /** Knows no files: Java's origins are named, others have no text. */
  SourceLineText NONE =
      origin ->
          origin instanceof Origin.Java java
              ? java.className().substring(java.className().lastIndexOf('.') + 1)
                  + "."
                  + java.method()
              : "";

  /** {@return the line at {@code origin}, without its end; empty if it is not known} */
  String at(Origin origin);
}
