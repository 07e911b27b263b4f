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
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Functions of the kernel, by one link; since Linux 5.18.
 *
 * @param type {@code TRACE_KPROBE_MULTI}, or {@code TRACE_KPROBE_SESSION}, since Linux 6.10: the
 *     start of each, and its return where the program asked for it
 * @param functions their names
 * @param isReturn whether it is their returns
 * @param cookies what {@code bpf_get_attach_cookie} tells the program at each; empty for nothing
 * @param name names them in messages
 */
public record KprobesHook(
    AttachType type, List<String> functions, boolean isReturn, List<Long> cookies, String name)
    implements Hook {

  /**
   * Lists are copied.
   *
   * @throws IllegalArgumentException if there are cookies, and not one for each function
   */
  public KprobesHook {
    functions = List.copyOf(functions);
    cookies = AttachNumbers.oneEach(cookies, "cookie", functions.size(), name);
  }

  /** {@return the same, where the program is told one of these numbers at each function} */
  public KprobesHook withCookies(List<Long> numbers) {
    return new KprobesHook(type, functions, isReturn, numbers, name);
  }

  @Override
  public KprobesHook withCookie(long cookie) {
    return withCookies(Collections.nCopies(functions.size(), cookie));
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
    List<NativeMemory> names =
        functions.stream().map(function -> NativeMemory.text(syscalls, function)).toList();
    AttachNumbers addresses =
        AttachNumbers.of(syscalls, names.stream().map(NativeMemory::address).toList());
    AttachNumbers told = AttachNumbers.of(syscalls, cookies);
    Struct attr =
        LinkCreate.attr(program, type, 0, 0)
            .set(AttrField.LINK_CREATE_KPROBE_MULTI_SYMS, addresses.address())
            .set(AttrField.LINK_CREATE_KPROBE_MULTI_COOKIES, told.address())
            .set(AttrField.LINK_CREATE_KPROBE_MULTI_CNT, names.size())
            .set(
                AttrField.LINK_CREATE_KPROBE_MULTI_FLAGS,
                isReturn ? AttachFlags.BPF_F_KPROBE_MULTI_RETURN : 0);
    Link link = LinkCreate.link(program, attr, toString());
    Reference.reachabilityFence(names);
    Reference.reachabilityFence(addresses);
    Reference.reachabilityFence(told);
    return link;
  }

  @Override
  public String toString() {
    return (isReturn ? "kretprobes " : "kprobes ") + name;
  }
}
