package dev.jbpf.runtime.sys;

/**
 * The members of the kernel's {@code struct bpf_btf_info}: what the kernel tells about types.
 *
 * <p>Source: {@code include/uapi/linux/bpf.h}; a test compares the rows with the kernel's BTF.
 */
public enum TypesInfoField implements Field {
  BTF("btf", 0, 8),
  BTF_SIZE("btf_size", 8, 4),
  ID("id", 12, 4),
  NAME("name", 16, 8),
  NAME_LEN("name_len", 24, 4),
  KERNEL_BTF("kernel_btf", 28, 4);

  /** The size of the struct up to Linux 6.18; the kernel fills in as much as it knows. */
  public static final int SIZE = 32;

  private final Member member;

  TypesInfoField(String path, int offset, int bytes) {
    this.member = new Member(path, offset, bytes);
  }

  @Override
  public Member member() {
    return member;
  }
}
