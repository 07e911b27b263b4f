package dev.jbpf.cli.net;

import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.find.AttachTypes;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.attach.link.LastingPlace;
import dev.jbpf.runtime.attach.link.OpenFile;
import dev.jbpf.runtime.inspect.ControlGroups;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.sys.Descriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A program of a control group that comes or goes, as the words of a command line say. */
record GroupChange(Finder finder, Path group, AttachType place, long program, CommandWords words) {
  private static final int ALLOW_OVERRIDE = 1;
  private static final int ALLOW_MULTI = 2;

  static GroupChange of(List<String> asked) {
    CommandWords words = new CommandWords(asked);
    Path group = CgroupCommand.root(Optional.of(Path.of(words.next("folder of a control group"))));
    AttachType place = AttachTypes.parse(words.next("place"), ControlGroups.PLACES);
    Finder finder = Finder.local();
    long program = finder.one(ObjectKind.PROGRAM, words);
    return new GroupChange(finder, group, place, program, words);
  }

  int attach() {
    int flags = words.take("multi") ? ALLOW_MULTI : words.take("override") ? ALLOW_OVERRIDE : 0;
    return change((at, loaded) -> at.attach(loaded, flags));
  }

  int detach() {
    return change(LastingPlace::detach);
  }

  private int change(BiConsumer<LastingPlace, KernelProgram> change) {
    words.end();
    try (KernelProgram loaded = finder.inspector().kernel().openProgram(program);
        Descriptor folder =
            OpenFile.forReading(finder.inspector().kernel().calls().syscalls(), group)) {
      int fd = folder.acquire();
      try {
        change.accept(new LastingPlace(fd, place, group.toString()), loaded);
      } finally {
        folder.release();
      }
      return ExitCode.OK;
    }
  }
}
