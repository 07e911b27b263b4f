package dev.jbpf.cli.debug;

import java.util.List;
import java.util.Optional;

/** What a program's source has names for: variables, maps, members of the context. */
public interface Named {
  /**
   * {@return the value of {@code path}, as in {@code counts[0].packets}, if it names one}
   *
   * @param outwards of the function that is that many calls away
   */
  Optional<String> value(String path, int outwards);

  /** {@return where {@code path} is, as in {@code *ADDRESS:SIZE}, if it is in memory} */
  Optional<String> place(String path, int outwards);

  /** {@return what is in the type of a variable of that function} */
  Optional<String> type(String name, int outwards);

  /** {@return a line for each variable of that function} */
  List<String> locals(int outwards);

  /** {@return a line for each variable} */
  List<String> variables();

  /** {@return a line for each map} */
  List<String> maps();
}
