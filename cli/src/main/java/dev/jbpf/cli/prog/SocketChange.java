package dev.jbpf.cli.prog;

import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.find.AttachTypes;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.attach.link.LastingPlace;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.RawMap;
import dev.jbpf.runtime.sys.Descriptor;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** A program on the sockets of a map, or that dissects flows, which comes or goes. */
record SocketChange(Kernel kernel, long program, AttachType place, OptionalLong map) {
  private static final List<AttachType> PLACES =
      List.of(
          AttachType.SK_MSG_VERDICT,
          AttachType.SK_SKB_VERDICT,
          AttachType.SK_SKB_STREAM_VERDICT,
          AttachType.SK_SKB_STREAM_PARSER,
          AttachType.FLOW_DISSECTOR);

  static SocketChange of(List<String> asked) {
    CommandWords words = new CommandWords(asked);
    Finder finder = Finder.local();
    long program = finder.one(ObjectKind.PROGRAM, words);
    AttachType place = AttachTypes.parse(words.next("place"), PLACES);
    OptionalLong map =
        place == AttachType.FLOW_DISSECTOR
            ? OptionalLong.empty()
            : OptionalLong.of(finder.one(ObjectKind.MAP, words));
    words.end();
    return new SocketChange(finder.inspector().kernel(), program, place, map);
  }

  int attach() {
    return change((at, loaded) -> at.attach(loaded, 0));
  }

  int detach() {
    return change(LastingPlace::detach);
  }

  private int change(BiConsumer<LastingPlace, KernelProgram> change) {
    try (KernelProgram loaded = kernel.openProgram(program)) {
      if (map.isEmpty()) {
        change.accept(new LastingPlace(0, place, "this network namespace"), loaded);
        return ExitCode.OK;
      }
      try (RawMap sockets = RawMap.open(kernel, map.getAsLong())) {
        Descriptor descriptor = sockets.map().descriptor();
        int fd = descriptor.acquire();
        try {
          change.accept(new LastingPlace(fd, place, "sockets in " + sockets.map()), loaded);
        } finally {
          descriptor.release();
        }
      }
      return ExitCode.OK;
    }
  }
}
