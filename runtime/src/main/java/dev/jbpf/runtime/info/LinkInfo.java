package dev.jbpf.runtime.info;

import dev.jbpf.kernel.call.LinkType;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.call.ObjectInfo;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.LinkInfoField;
import java.util.Map;

/**
 * What the kernel knows about a link.
 *
 * @param id its number among all links of the system
 * @param type the kernel's number of its type: a newer kernel may have types that we do not know
 * @param programId the number of the program
 * @param isAttached whether its place is still there: a deleted interface or control group leaves
 *     the link, at no place
 */
public record LinkInfo(long id, long type, long programId, boolean isAttached) {
  /** Those whose place is told first, by a number that is 0 when there is none any more. */
  private static final Map<LinkType, LinkInfoField> PLACES =
      Map.of(
          LinkType.CGROUP, LinkInfoField.CGROUP_ID,
          LinkType.NETNS, LinkInfoField.NETNS_INO,
          LinkType.XDP, LinkInfoField.XDP_IFINDEX,
          LinkType.TCX, LinkInfoField.TCX_IFINDEX,
          LinkType.NETKIT, LinkInfoField.NETKIT_IFINDEX);

  /** {@return that of the link behind a descriptor} */
  @SuppressWarnings("exports")
  public static LinkInfo of(BpfCalls calls, Descriptor link) {
    Struct info = new Struct(calls.syscalls(), LinkInfoField.BYTES);
    ObjectInfo.query(calls, link, info);
    long type = info.get(LinkInfoField.TYPE);
    boolean isGone =
        PLACES.entrySet().stream()
            .anyMatch(place -> place.getKey().value() == type && info.get(place.getValue()) == 0);
    return new LinkInfo(info.get(LinkInfoField.ID), type, info.get(LinkInfoField.PROG_ID), !isGone);
  }
}
