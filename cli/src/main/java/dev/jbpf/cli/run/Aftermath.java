package dev.jbpf.cli.run;

import dev.jbpf.map.BpfMap;
import java.util.Map;

/** Looks at the maps that a run leaves, by their names, before they are gone. */
@FunctionalInterface
public interface Aftermath {
  /** Takes no notice of them. */
  Aftermath IGNORED = maps -> {};

  /** Looks; the maps are closed afterwards. */
  void look(Map<String, ? extends BpfMap<?, ?>> maps);
}
