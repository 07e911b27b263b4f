package dev.jbpf.cli.run;

import dev.jbpf.map.BpfMap;
import dev.jbpf.vm.coverage.ProgramCoverage;
import java.util.List;
import java.util.Map;

/** Looks at what a run leaves, before it is gone. */
public interface Aftermath {
  /** Takes no notice. */
  Aftermath IGNORED =
      new Aftermath() {
        @Override
        public void maps(Map<String, ? extends BpfMap<?, ?>> maps) {}

        @Override
        public void printed(List<String> texts) {}
      };

  /** Looks at the maps, by their names, which are closed afterwards. */
  void maps(Map<String, ? extends BpfMap<?, ?>> maps);

  /** Looks at what {@code bpf_trace_printk} wrote; the kernel does not tell. */
  void printed(List<String> texts);

  /** Fills maps before the run; in the kernel there is nothing to fill. */
  default void before(Map<String, BpfMap<?, ?>> maps) {}

  /** {@return whether it is to be counted what runs; the kernel does not tell} */
  default boolean isCovered() {
    return false;
  }

  /** Looks at what ran, if that is counted. */
  default void covered(List<ProgramCoverage> programs) {}
}
