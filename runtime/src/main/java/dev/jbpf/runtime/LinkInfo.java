package dev.jbpf.runtime;

import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.LinkInfoField;
import dev.jbpf.runtime.sys.Struct;

/**
 * What the kernel knows about a link.
 *
 * @param id its number among all links of the system
 * @param type the kernel's number of its type: a newer kernel may have types that we do not know
 * @param programId the number of the program
 */
public record LinkInfo(long id, long type, long programId) {

  static LinkInfo of(Kernel kernel, Descriptor link) {
    Struct info = new Struct(kernel.syscalls(), LinkInfoField.SIZE);
    ObjectInfo.query(kernel, link, info);
    return new LinkInfo(
        info.get(LinkInfoField.ID), info.get(LinkInfoField.TYPE), info.get(LinkInfoField.PROG_ID));
  }
}
