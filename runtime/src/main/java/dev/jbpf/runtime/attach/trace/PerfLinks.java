package dev.jbpf.runtime.attach.trace;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.LinkCreate;
import dev.jbpf.runtime.perf.PerfEvent;
import dev.jbpf.runtime.sys.field.AttrField;
import java.nio.file.Path;

/** Attaches programs to performance events. */
public final class PerfLinks {
  private PerfLinks() {}

  /**
   * {@return a link that owns {@code event}; by a link of the kernel's since Linux 5.15, by the
   * older way before} If that fails the event is closed.
   *
   * @param cookie what {@code bpf_get_attach_cookie} tells the program; other than 0 since 5.15
   */
  static Link attach(KernelProgram program, PerfEvent event, long cookie, String where) {
    try {
      long link = link(program, event, cookie);
      if (isUnknown(link) && cookie == 0) {
        check(attachOlderWay(program, event), program, where);
        return event::close;
      }
      check(link, program, where);
      BpfLink made = new BpfLink(program.kernel(), (int) link, "link to " + where);
      return enabled(made, event, program, where);
    } catch (RuntimeException | Error e) {
      event.close();
      throw e;
    }
  }

  private static Link enabled(BpfLink link, PerfEvent event, KernelProgram program, String where) {
    try {
      check(event.enable(), program, where);
      return new EventLink(event, link);
    } catch (RuntimeException | Error e) {
      link.close();
      throw e;
    }
  }

  private static void check(long result, KernelProgram program, String where) {
    if (result < 0) {
      throw Kernel.refusal(
          BpfCommand.LINK_CREATE, result, "cannot attach " + program + " to " + where, program);
    }
  }

  private static boolean isUnknown(long result) {
    return Errno.EINVAL.is(result);
  }

  private static long link(KernelProgram program, PerfEvent event, long cookie) {
    int fd = event.descriptor().acquire();
    try {
      return LinkCreate.tryLink(
          program,
          LinkCreate.attr(program, AttachType.PERF_EVENT, fd, 0)
              .set(AttrField.LINK_CREATE_PERF_EVENT_BPF_COOKIE, cookie));
    } finally {
      event.descriptor().release();
    }
  }

  public static long attachOlderWay(KernelProgram program, PerfEvent event) {
    int fd = program.descriptor().acquire();
    try {
      long result = event.setProgram(fd);
      return result < 0 ? result : event.enable();
    } finally {
      program.descriptor().release();
    }
  }

  /** The event outlives the link in the kernel's books, so that the link goes first. */
  private record EventLink(PerfEvent event, BpfLink link) implements Link {
    @Override
    public void pin(Path file) {
      link.pin(file);
    }

    @Override
    public void close() {
      link.close();
      event.close();
    }
  }
}
