package dev.jbpf.runtime.attach.multi;

import dev.jbpf.kernel.AttachFlags;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.LinkCreate;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;

/**
 * Functions of the kernel, by one link; since Linux 5.18.
 *
 * @param type {@code TRACE_KPROBE_MULTI}, or {@code TRACE_KPROBE_SESSION}, since Linux 6.10: the
 *     start of each, and its return where the program asked for it
 * @param functions their names
 * @param isReturn whether it is their returns
 * @param name names them in messages
 */
public record KprobesHook(AttachType type, List<String> functions, boolean isReturn, String name)
    implements Hook {

  /** The list is copied. */
  public KprobesHook {
    functions = List.copyOf(functions);
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
    NativeMemory addresses = NativeMemory.ofSize(syscalls, names.size() * Long.BYTES);
    for (int i = 0; i < names.size(); i++) {
      addresses.bytes().putLong(i * Long.BYTES, names.get(i).address());
    }
    Struct attr =
        LinkCreate.attr(program, type, 0, 0)
            .set(AttrField.LINK_CREATE_KPROBE_MULTI_SYMS, addresses.address())
            .set(AttrField.LINK_CREATE_KPROBE_MULTI_CNT, names.size())
            .set(
                AttrField.LINK_CREATE_KPROBE_MULTI_FLAGS,
                isReturn ? AttachFlags.BPF_F_KPROBE_MULTI_RETURN : 0);
    Link link = LinkCreate.link(program, attr, toString());
    Reference.reachabilityFence(names);
    Reference.reachabilityFence(addresses);
    return link;
  }

  @Override
  public String toString() {
    return (isReturn ? "kretprobes " : "kprobes ") + name;
  }
}
