package dev.jbpf.cli.debug;

import java.util.List;
import java.util.Optional;

/** What a program's source has names for: variables, maps, members of the context. */
public interface Named {
  /** {@return the value of {@code path}, as in {@code counts[0].packets}, if it names one} */
  Optional<String> value(String path);

  /** {@return a line for each variable} */
  List<String> variables();

  /** {@return a line for each map} */
  List<String> maps();
}
