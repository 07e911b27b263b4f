package dev.jbpf.runtime.attach.trace;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.BtfTarget;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.LinkCreate;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.util.Optional;

/**
 * A place that the kernel's types name: the program says at load time where it belongs.
 *
 * @param cookie what {@code bpf_get_attach_cookie} tells the program, since Linux 6.0; tracepoints
 *     6.10
 */
public record BtfHook(
    ProgramType programType,
    Optional<AttachType> attachType,
    BtfTarget place,
    String name,
    long cookie)
    implements Hook {
  /** {@return that place of a kernel function} */
  public static BtfHook of(AttachType type, String function) {
    return traced(type, BtfTarget.function(function), prefix(type) + function);
  }

  /** {@return that place of a function of a loaded program} */
  public static BtfHook of(AttachType type, KernelProgram program, String function) {
    return traced(
        type, BtfTarget.of(program, function), prefix(type) + function + " of " + program);
  }

  /** {@return a tracepoint whose arguments have their kernel types} */
  public static BtfHook tracepoint(String name) {
    return traced(AttachType.TRACE_RAW_TP, BtfTarget.tracepoint(name), "BTF tracepoint " + name);
  }

  private static BtfHook traced(AttachType type, BtfTarget place, String name) {
    return new BtfHook(ProgramType.TRACING, Optional.of(type), place, name, 0);
  }

  /** {@return the place of a function of a loaded program, which another takes} */
  public static BtfHook replacement(KernelProgram program, String function) {
    return new BtfHook(
        ProgramType.EXT,
        Optional.empty(),
        BtfTarget.of(program, function),
        "function " + function + " of " + program,
        0);
  }

  /** {@return a hook of the kernel's security modules} */
  public static BtfHook security(String name) {
    return new BtfHook(
        ProgramType.LSM,
        Optional.of(AttachType.LSM_MAC),
        BtfTarget.securityHook(name),
        "security hook " + name,
        0);
  }

  /** {@return what libbpf calls such a place in sections, as messages do} */
  private static String prefix(AttachType type) {
    return switch (type) {
      case TRACE_FENTRY -> "fentry ";
      case TRACE_FEXIT -> "fexit ";
      case TRACE_FSESSION -> "fsession ";
      case MODIFY_RETURN -> "fmod_ret ";
      default ->
          throw new IllegalArgumentException(type.kernelName() + " is no place of a function");
    };
  }

  @Override
  public Hook withCookie(long number) {
    if (attachType.isEmpty()) {
      return Hook.super.withCookie(number);
    }
    return new BtfHook(programType, attachType, place, name, number);
  }

  @Override
  public Optional<BtfTarget> target() {
    return Optional.of(place);
  }

  @Override
  public Link attach(KernelProgram program) {
    return cookie == 0
        ? LinkCreate.rawTracepoint(program, "", 0, toString())
        : LinkCreate.link(program, attrWithCookie(program), toString());
  }

  /** The older call, which knows all these places, too, has no cookies of functions. */
  private Struct attrWithCookie(KernelProgram program) {
    return LinkCreate.attr(program, attachType.orElseThrow(), 0, 0)
        .set(AttrField.LINK_CREATE_TRACING_COOKIE, cookie);
  }

  @Override
  public String toString() {
    return name;
  }
}
