package dev.jbpf.runtime.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** A control group of a test's own, in the hierarchy of version 2. */
public final class ControlGroup {
  /** What is done with a group. */
  public interface Body {
    /** Does it. */
    void run(Path group) throws Exception;
  }

  private ControlGroup() {}

  /** Runs {@code body} with a new group, which must be empty again when it ends. */
  public static void call(Body body) throws Exception {
    try (GroupTree tree = GroupTree.mounted()) {
      Path group = tree.root().resolve("jbpf-test-" + ProcessHandle.current().pid());
      Files.createDirectory(group);
      try {
        body.run(group);
      } finally {
        Files.delete(group);
      }
    }
  }

  /** {@return what a shell does to enter {@code group}} */
  public static String enter(Path group) {
    return "echo $$ > " + group.resolve("cgroup.procs");
  }
}
