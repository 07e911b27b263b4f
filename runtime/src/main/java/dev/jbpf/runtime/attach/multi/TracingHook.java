package dev.jbpf.runtime.attach.multi;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.LinkCreate;
import dev.jbpf.runtime.symbols.KernelTypes;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Starts and ends of many functions of the kernel, by trampolines and one link; since Linux 7.2.
 *
 * @param type {@code TRACE_FENTRY_MULTI}, {@code TRACE_FEXIT_MULTI}, or both in one program, {@code
 *     TRACE_FSESSION_MULTI}
 * @param names which functions
 * @param cookies what {@code bpf_get_attach_cookie} tells the program at each, in the order of the
 *     kernel's types; empty for nothing
 * @param name names them in messages
 */
record TracingHook(AttachType type, Predicate<String> names, List<Long> cookies, String name)
    implements Hook {
  TracingHook {
    cookies = List.copyOf(cookies);
  }

  @Override
  public ProgramType programType() {
    return ProgramType.TRACING;
  }

  @Override
  public Optional<AttachType> attachType() {
    return Optional.of(type);
  }

  @Override
  public Link attach(KernelProgram program) {
    List<Integer> functions = functions();
    List<Long> told = AttachNumbers.oneEach(cookies, "cookie", functions.size(), name);
    BpfSyscalls syscalls = program.kernel().calls().syscalls();
    NativeMemory numbers = NativeMemory.ofSize(syscalls, functions.size() * Integer.BYTES);
    for (int i = 0; i < functions.size(); i++) {
      numbers.bytes().putInt(i * Integer.BYTES, functions.get(i));
    }
    AttachNumbers each = AttachNumbers.of(syscalls, told);
    Struct attr =
        LinkCreate.attr(program, type, 0, 0)
            .set(AttrField.LINK_CREATE_TRACING_MULTI_IDS, numbers.address())
            .set(AttrField.LINK_CREATE_TRACING_MULTI_COOKIES, each.address())
            .set(AttrField.LINK_CREATE_TRACING_MULTI_CNT, functions.size());
    Link link = LinkCreate.link(program, attr, toString());
    Reference.reachabilityFence(numbers);
    Reference.reachabilityFence(each);
    return link;
  }

  private List<Integer> functions() {
    List<Integer> found = new TracedFunctions(KernelTypes.all()).find(names);
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "the kernel has no function like " + name + " that can be traced");
    }
    return found;
  }

  @Override
  public String toString() {
    return "functions " + name;
  }
}
