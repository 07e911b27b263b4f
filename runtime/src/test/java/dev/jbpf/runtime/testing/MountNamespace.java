package dev.jbpf.runtime.testing;

import dev.jbpf.runtime.sys.Mounts;
import dev.jbpf.testing.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** Mounts of a test's own: what it mounts or unmounts, nobody else sees. */
public final class MountNamespace {
  private static final long CLONE_NEWNS = 0x2_0000;

  private MountNamespace() {}

  /**
   * {@return what {@code body} gives, run on a thread that sees no file system of these types
   * mounted anywhere}
   */
  public static <T> T without(List<String> types, Callable<T> body) throws Exception {
    return OwnNamespace.call(
        CLONE_NEWNS,
        () -> {
          Tool.named("mount").succeed("--make-rprivate", "/");
          types.forEach(MountNamespace::unmount);
          return body.call();
        });
  }

  /** The last one first: it may lie on another, or in it. */
  private static void unmount(String type) {
    List<Path> places = new ArrayList<>(Mounts.ofType(type));
    Collections.reverse(places);
    places.forEach(place -> Tool.named("umount").succeed("-l", place));
  }
}
