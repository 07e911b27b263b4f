package dev.jbpf.runtime.attach.multi;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.call.AttachFlags;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.LinkCreate;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Instructions of an executable or a library, by one link; since Linux 6.6.
 *
 * @param type {@code TRACE_UPROBE_MULTI}, or {@code TRACE_UPROBE_SESSION}, since Linux 6.13: the
 *     start of each, and its return where the program asked for it
 * @param offsets in the file
 * @param process whose execution; empty for any
 * @param isReturn whether it is the returns of the functions that start there
 * @param name names them in messages
 */
public record UprobesHook(
    AttachType type,
    Path file,
    List<Long> offsets,
    OptionalInt process,
    boolean isReturn,
    List<Long> semaphores,
    List<Long> cookies,
    String name)
    implements Hook {

  /**
   * Lists are copied.
   *
   * @throws IllegalArgumentException if there are semaphores or cookies, and not one for each place
   */
  public UprobesHook {
    offsets = List.copyOf(offsets);
    semaphores = AttachNumbers.oneEach(semaphores, "semaphore", offsets.size(), name);
    cookies = AttachNumbers.oneEach(cookies, "cookie", offsets.size(), name);
  }

  /** {@return the same, where the program is told one of these numbers at each place} */
  public UprobesHook withCookies(List<Long> numbers) {
    return new UprobesHook(type, file, offsets, process, isReturn, semaphores, numbers, name);
  }

  /** {@return the same, where each place has a counter of those who look} */
  public UprobesHook withSemaphores(List<Long> places) {
    return new UprobesHook(type, file, offsets, process, isReturn, places, cookies, name);
  }

  @Override
  public UprobesHook withCookie(long cookie) {
    return withCookies(Collections.nCopies(offsets.size(), cookie));
  }

  @Override
  public ProgramType programType() {
    return ProgramType.KPROBE;
  }

  @Override
  public Optional<AttachType> attachType() {
    return Optional.of(type);
  }

  @Override
  public Link attach(KernelProgram program) {
    BpfSyscalls syscalls = program.kernel().calls().syscalls();
    NativeMemory path = NativeMemory.text(syscalls, file.toAbsolutePath().toString());
    AttachNumbers places = AttachNumbers.of(syscalls, offsets);
    AttachNumbers counters = AttachNumbers.of(syscalls, semaphores);
    AttachNumbers told = AttachNumbers.of(syscalls, cookies);
    Struct attr =
        LinkCreate.attr(program, type, 0, 0)
            .set(AttrField.LINK_CREATE_UPROBE_MULTI_PATH, path.address())
            .set(AttrField.LINK_CREATE_UPROBE_MULTI_OFFSETS, places.address())
            .set(AttrField.LINK_CREATE_UPROBE_MULTI_REF_CTR_OFFSETS, counters.address())
            .set(AttrField.LINK_CREATE_UPROBE_MULTI_COOKIES, told.address())
            .set(AttrField.LINK_CREATE_UPROBE_MULTI_CNT, offsets.size())
            .set(AttrField.LINK_CREATE_UPROBE_MULTI_PID, process.orElse(0))
            .set(
                AttrField.LINK_CREATE_UPROBE_MULTI_FLAGS,
                isReturn ? AttachFlags.BPF_F_UPROBE_MULTI_RETURN : 0);
    Link link = LinkCreate.link(program, attr, toString());
    Reference.reachabilityFence(path);
    Reference.reachabilityFence(places);
    Reference.reachabilityFence(counters);
    Reference.reachabilityFence(told);
    return link;
  }

  @Override
  public String toString() {
    return (isReturn ? "uretprobes " : "uprobes ") + file + ":" + name;
  }
}
