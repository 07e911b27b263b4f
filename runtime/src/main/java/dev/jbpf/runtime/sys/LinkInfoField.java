package dev.jbpf.runtime.sys;

/**
 * The members of the kernel's {@code struct bpf_link_info}: what the kernel tells about a link.
 *
 * <p>Source: {@code include/uapi/linux/bpf.h}; a test compares the rows with the kernel's BTF.
 */
public enum LinkInfoField implements Field {
  TYPE("type", 0, 4),
  ID("id", 4, 4),
  PROG_ID("prog_id", 8, 4),
  CGROUP_ID("cgroup.cgroup_id", 16, 8),
  NETNS_INO("netns.netns_ino", 16, 4),
  XDP_IFINDEX("xdp.ifindex", 16, 4),
  TCX_IFINDEX("tcx.ifindex", 16, 4),
  NETKIT_IFINDEX("netkit.ifindex", 16, 4);

  /** The size of the struct up to Linux 6.18; the kernel fills in as much as it knows. */
  public static final int SIZE = 64;

  private final Member member;

  LinkInfoField(String path, int offset, int bytes) {
    this.member = new Member(path, offset, bytes);
  }

  @Override
  public Member member() {
    return member;
  }
}
