package dev.jbpf.runtime.attach.link;

import dev.jbpf.btf.BtfKind;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.symbols.KernelTypes;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes links that the kernel keeps. */
public final class LinkCreate {
  private LinkCreate() {}

  /**
   * {@return a link}
   *
   * @param target a descriptor or the number of an interface; 0 where there is none
   * @param where names the place in messages
   */
  public static BpfLink link(
      KernelProgram program, AttachType type, int target, long flags, String where) {
    return link(program, attr(program, type, target, flags), where);
  }

  /** {@return a link that {@code attr}, of {@link #attr}, describes} */
  public static BpfLink link(KernelProgram program, Struct attr, String where) {
    return linkOf(program, tryLink(program, attr), where);
  }

  private static BpfLink linkOf(KernelProgram program, long result, String where) {
    return linkOf(program, result, where, what -> refusal(program, result, what));
  }

  /**
   * {@return the link of that result of an attempt}
   *
   * @param refusal what is thrown if it failed, for what was tried
   */
  public static BpfLink linkOf(
      KernelProgram program,
      long result,
      String where,
      Function<String, BpfSyscallException> refusal) {
    if (result < 0) {
      throw refusal.apply("cannot attach " + program + " to " + where);
    }
    return new BpfLink(program.kernel(), (int) result, "link to " + where);
  }

  /** {@return what a failed attempt is of which more is known} */
  public static BpfSyscallException refused(long result, String what, String advice) {
    return new BpfSyscallException(BpfCommand.LINK_CREATE, Errno.ofResult(result), what, advice);
  }

  /** {@return what a failed attempt is, as far as is known of all places} */
  public static BpfSyscallException refusal(KernelProgram program, long result, String what) {
    return Kernel.refusal(BpfCommand.LINK_CREATE, result, what, program);
  }

  /**
   * {@return a link, or what {@code older} gives on a kernel that has no links to such a place}
   *
   * @param target a descriptor or the number of an interface
   * @param where names the place in messages
   */
  public static Link linkOr(
      KernelProgram program,
      AttachType type,
      int target,
      long flags,
      String where,
      Supplier<Link> older) {
    long result = tryLink(program, attr(program, type, target, flags));
    return Errno.EINVAL.is(result) ? older.get() : linkOf(program, result, where);
  }

  /** {@return what all links are made from; the thread's only one of its kind} */
  public static Struct attr(KernelProgram program, AttachType type, int target, long flags) {
    return program
        .kernel()
        .calls()
        .scratch()
        .attr()
        .set(AttrField.LINK_CREATE_TARGET_FD, target)
        .set(AttrField.LINK_CREATE_ATTACH_TYPE, type.value())
        .set(AttrField.LINK_CREATE_FLAGS, flags);
  }

  /**
   * {@return the descriptor of the link that {@code attr} describes, or the negative of the error}
   */
  public static long tryLink(KernelProgram program, Struct attr) {
    int fd = program.descriptor().acquire();
    try {
      attr.set(AttrField.LINK_CREATE_PROG_FD, fd);
      return program.kernel().calls().bpf(BpfCommand.LINK_CREATE, attr);
    } finally {
      program.descriptor().release();
    }
  }

  private static BpfSyscallException rawTracepointRefusal(
      long result, KernelProgram program, String name, String where) {
    String what = "cannot attach " + program + " to " + where;
    BpfCommand command = BpfCommand.RAW_TRACEPOINT_OPEN;
    return Errno.ENOENT.is(result) && !name.isEmpty()
        ? new BpfSyscallException(
            command, Errno.ENOENT, what, "This kernel has no tracepoint " + name + similar(name))
        : Kernel.refusal(command, result, what, program);
  }

  /** The kernel's types have one for each tracepoint. */
  private static String similar(String name) {
    String prefix = "btf_trace_";
    return KernelTypes.near(BtfKind.TYPEDEF, prefix, prefix + name)
        .map(near -> "; did you mean " + near + "?")
        .orElse("; /sys/kernel/tracing/available_events lists those that there are");
  }

  /**
   * {@return a link to the tracepoint of that name; none for what the program says itself}
   *
   * @param cookie what the program is told; other than 0 since Linux 6.10
   */
  public static BpfLink rawTracepoint(
      KernelProgram program, String name, long cookie, String where) {
    Struct attr = program.kernel().calls().scratch().attr();
    NativeMemory text = NativeMemory.text(program.kernel().calls().syscalls(), name);
    attr.set(AttrField.RAW_TRACEPOINT_NAME, name.isEmpty() ? 0 : text.address())
        .set(AttrField.RAW_TRACEPOINT_COOKIE, cookie);
    int fd = program.descriptor().acquire();
    try {
      attr.set(AttrField.RAW_TRACEPOINT_PROG_FD, fd);
      long result = program.kernel().calls().bpf(BpfCommand.RAW_TRACEPOINT_OPEN, attr);
      if (result < 0) {
        throw rawTracepointRefusal(result, program, name, where);
      }
      return new BpfLink(program.kernel(), (int) result, "link to " + where);
    } finally {
      program.descriptor().release();
      Reference.reachabilityFence(text);
    }
  }
}
