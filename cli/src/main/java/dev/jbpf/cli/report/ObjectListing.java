package dev.jbpf.cli.report;

import java.util.List;

/** What {@code jbpf prog list} and the like list: found anew each time, and a row each. */
public interface ObjectListing {
  /** {@return those that {@code words} name; all, if there are no words} */
  List<Fields> find(List<String> words);

  /** {@return {@code found}, as people read it} */
  TextTable table(List<Fields> found);
}
