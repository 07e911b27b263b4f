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
  /** One of that type of attachment. */
  public BtfHook(ProgramType programType, AttachType type, BtfTarget place, String name) {
    this(programType, Optional.of(type), place, name);
  }

  /** One without a cookie. */
  public BtfHook(ProgramType programType, Optional<AttachType> type, BtfTarget place, String name) {
    this(programType, type, place, name, 0);
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
