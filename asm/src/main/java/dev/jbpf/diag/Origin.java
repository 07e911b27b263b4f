package dev.jbpf.diag;

/**
 * Where something was written: a place in a source file, a line of Java, or nowhere known.
 *
 * <p>{@link Object#toString()} gives the form that tools and people can follow: {@code drop.s:7:9},
 * {@code Probe.java:12}.
 */
public sealed interface Origin {

  /** No place is known, as in decoded bytes. */
  Origin UNKNOWN = new Unknown();

  /** A place in a text; line and column count from 1, the column in characters. */
  record Source(String file, int line, int column) implements Origin {
    @Override
    public boolean equals(Object other) {
      return other instanceof Source place
          && line == place.line
          && column == place.column
          && file.equals(place.file);
    }

    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }

  /** A line of a Java class. */
  record Java(String className, String method, String file, int line) implements Origin {
    @Override
    public boolean equals(Object other) {
      return other instanceof Java place
          && line == place.line
          && file.equals(place.file)
          && className.equals(place.className)
          && method.equals(place.method);
    }

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /** Nothing is known. */
  record Unknown() implements Origin {
    @Override
    public boolean equals(Object other) {
      return other instanceof Unknown;
    }

    @Override
    public String toString() {
      return "unknown";
    }
  }

  /** {@return the line of the first frame of the call stack that is outside the library} */
  static Origin caller() {
    return Callers.find();
  }
}
