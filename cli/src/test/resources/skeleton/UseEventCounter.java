package counting;

import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import java.util.List;
import java.util.concurrent.Callable;

/** A program that uses the class of event_counter.o, as somebody writes it. */
public final class UseEventCounter implements Callable<List<Object>> {
  @Override
  public List<Object> call() {
    EventCounter.Opened open = EventCounter.open();
    open.variables().wantedPort().set(443);
    open.programs().pass().autoload(false);
    open.maps().byPort().maxEntries(2);
    try (EventCounter counter = open.load()) {
      counter.variables().wait_().set(11);
      KernelProgram program = counter.programs().countPacket();
      program.testRun(TestRun.onPacket(new byte[64]));
      long result = program.testRun(TestRun.onPacket(new byte[64])).returnValue();
      EventCounter.PortKey key = new EventCounter.PortKey(443, 2, 0);
      EventCounter.Stats stats = counter.maps().byPort().lookup(key).orElseThrow();
      long perCpu =
          counter.maps().perCpu().lookup(0L).orElseThrow().stream().mapToLong(Long::longValue).sum();
      counter.maps().tight().update(1L, new EventCounter.Tight(1, new byte[] {2, 0, 0, 0}));
      return List.of(
          result,
          stats.count(),
          stats.name(),
          stats.at(),
          stats.seen(),
          stats.color(),
          stats.anonymous().deep(),
          stats.sizes()[2],
          stats.bytes()[4],
          perCpu,
          counter.variables().total().get(),
          counter.variables().last().get(),
          counter.object().programs().keySet());
    }
  }
}
