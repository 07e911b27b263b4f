package dev.jbpf.runtime;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.sys.AttrField;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Struct;
import java.lang.ref.Reference;

/** Asks the kernel about what a descriptor refers to. */
final class ObjectInfo {
  private ObjectInfo() {}

  /** Fills {@code info}; what it holds before tells the kernel where to put lists. */
  static void query(Kernel kernel, Descriptor descriptor, Struct info) {
    Struct attr =
        kernel
            .scratch()
            .attr()
            .set(AttrField.INFO_LEN, info.size())
            .set(AttrField.INFO, info.address());
    attr.set(AttrField.INFO_BPF_FD, descriptor.acquire());
    try {
      kernel.require(
          BpfCommand.OBJ_GET_INFO_BY_FD, attr, "cannot get information on " + descriptor);
    } finally {
      descriptor.release();
      Reference.reachabilityFence(info);
    }
  }
}
