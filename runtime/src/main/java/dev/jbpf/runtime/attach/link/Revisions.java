package dev.jbpf.runtime.attach.link;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.sys.field.AttrField;
import dev.jbpf.runtime.sys.Struct;

/** How often what is attached at a place has changed. */
public final class Revisions {
  private Revisions() {}

  /** {@return the revision of that place, a descriptor or the number of an interface} */
  public static long of(Kernel kernel, AttachType type, int target, String where) {
    Struct attr =
        kernel
            .calls()
            .scratch()
            .attr()
            .set(AttrField.QUERY_TARGET_FD, target)
            .set(AttrField.QUERY_ATTACH_TYPE, type.value());
    kernel.calls().require(BpfCommand.PROG_QUERY, attr, "cannot see what is attached at " + where);
    return attr.get(AttrField.QUERY_REVISION);
  }
}
