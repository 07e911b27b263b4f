package dev.jbpf.examples.cgroupegress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that runs in a control group; closing it ends it. */
final class GroupProcess implements AutoCloseable {
  /** The shell enters the group, and becomes the command. */
  private static final String ENTER = "echo 0 > \"$1\" && shift && exec \"$@\"";

  private static final int PATIENCE_SECONDS = 2;

  private final Process process;

  private GroupProcess(Process process) {
    this.process = process;
  }

  static GroupProcess start(ControlGroup group, List<String> command) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("sh", "-c", ENTER, "sh", group.processes().toString()));
    all.addAll(command);
    return new GroupProcess(new ProcessBuilder(all).inheritIO().start());
  }

  boolean isEnded() {
    return !process.isAlive();
  }

  /** Waits for all that it started, even if the thread is interrupted: the group is empty then. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroy);
    all.forEach(
        each -> {
          each.onExit().completeOnTimeout(each, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
          each.destroyForcibly();
          each.onExit().join();
        });
  }
}
