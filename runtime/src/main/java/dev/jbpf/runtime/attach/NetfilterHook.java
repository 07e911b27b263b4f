package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.call.AttachFlags;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.LinkCreate;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.util.Locale;
import java.util.Optional;

/**
 * A point on the way of packets through netfilter.
 *
 * @param isWhole whether packets that come in pieces are put together before; since Linux 6.6
 */
record NetfilterHook(NetfilterFamily family, NetfilterPoint point, int priority, boolean isWhole)
    implements Hook {
  private static final int NO_TARGET = 0;

  NetfilterHook {
    if (priority == Integer.MIN_VALUE || priority == Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "netfilter priority " + priority + ": the kernel keeps the first and the last place");
    }
  }

  @Override
  public ProgramType programType() {
    return ProgramType.NETFILTER;
  }

  @Override
  public Optional<AttachType> attachType() {
    return Optional.of(AttachType.NETFILTER);
  }

  @Override
  public Link attach(KernelProgram program) {
    Struct attr =
        LinkCreate.attr(program, AttachType.NETFILTER, NO_TARGET, 0)
            .set(AttrField.LINK_CREATE_NETFILTER_PF, family.number())
            .set(AttrField.LINK_CREATE_NETFILTER_HOOKNUM, point.number())
            .set(AttrField.LINK_CREATE_NETFILTER_PRIORITY, priority)
            .set(
                AttrField.LINK_CREATE_NETFILTER_FLAGS,
                isWhole ? AttachFlags.BPF_F_NETFILTER_IP_DEFRAG : 0);
    return LinkCreate.link(program, attr, toString());
  }

  @Override
  public String toString() {
    return "netfilter, "
        + point.name().toLowerCase(Locale.ROOT)
        + " of "
        + family.name().toLowerCase(Locale.ROOT)
        + " at "
        + priority
        + (isWhole ? ", whole packets" : "");
  }
}
