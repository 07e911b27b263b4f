package dev.jbpf.vm.debug;

import dev.jbpf.vm.debug.Stop.Reason;
import java.util.Map;
import java.util.Optional;

/** Says of each state of the past of a run whether to go back to it. */
sealed interface Past {
  /** {@return why to stop at the present state, if it is where to} */
  Optional<Stop> stop(Debugger at);

  /** {@return why to stop before what has just run} */
  Optional<Stop> stopBefore(Debugger at, Map<Watch, Optional<Long>> before);

  /** Those that a run forwards stops at. */
  record Stops() implements Past {
    @Override
    public Optional<Stop> stop(Debugger at) {
      return at.atBreakpoint();
    }

    @Override
    public Optional<Stop> stopBefore(Debugger at, Map<Watch, Optional<Long>> before) {
      return at.changed(before);
    }
  }

  /** Those where another line begins, in the function of that depth or what called it. */
  final class LineStarts implements Past {
    private final int depth;
    private Optional<CodePlaces.Line> line = Optional.empty();
    private int before = -1;

    LineStarts(int depth) {
      this.depth = depth;
    }

    @Override
    public Optional<Stop> stop(Debugger at) {
      if (at.run().depth() > depth) {
        return Optional.empty();
      }
      Optional<CodePlaces.Line> here = at.line();
      boolean isStart = here.isEmpty() || !here.equals(line) || before != at.run().depth();
      line = here;
      before = at.run().depth();
      return isStart ? Optional.of(Stop.of(Reason.STEP)) : Optional.empty();
    }

    @Override
    public Optional<Stop> stopBefore(Debugger at, Map<Watch, Optional<Long>> values) {
      return Optional.empty();
    }
  }
}
