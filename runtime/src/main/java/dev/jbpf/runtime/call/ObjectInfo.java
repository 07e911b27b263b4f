package dev.jbpf.runtime.call;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;

/** Asks the kernel about what a descriptor refers to. */
public final class ObjectInfo {
  private ObjectInfo() {}

  /** Fills {@code info}; what it holds before tells the kernel where to put lists. */
  public static void query(BpfCalls calls, Descriptor descriptor, Struct info) {
    Struct attr =
        calls
            .scratch()
            .attr()
            .set(AttrField.INFO_LEN, info.size())
            .set(AttrField.INFO, info.address());
    attr.set(AttrField.INFO_BPF_FD, descriptor.acquire());
    try {
      calls.require(BpfCommand.OBJ_GET_INFO_BY_FD, attr, "cannot get information on " + descriptor);
    } finally {
      descriptor.release();
      Reference.reachabilityFence(info);
    }
  }
}
