package dev.jbpf.runtime.sys;

/**
 * The members of the kernel's {@code struct bpf_map_info}: what the kernel tells about a map.
 *
 * <p>Source: {@code include/uapi/linux/bpf.h}; a test compares the rows with the kernel's BTF.
 */
public enum MapInfoField implements Field {
  TYPE("type", 0, 4),
  ID("id", 4, 4),
  KEY_SIZE("key_size", 8, 4),
  VALUE_SIZE("value_size", 12, 4),
  MAX_ENTRIES("max_entries", 16, 4),
  MAP_FLAGS("map_flags", 20, 4),
  NAME("name", 24, 16),
  IFINDEX("ifindex", 40, 4),
  BTF_ID("btf_id", 64, 4),
  BTF_KEY_TYPE_ID("btf_key_type_id", 68, 4),
  BTF_VALUE_TYPE_ID("btf_value_type_id", 72, 4),
  MAP_EXTRA("map_extra", 80, 8);

  /** The size of the struct up to Linux 6.18; the kernel fills in as much as it knows. */
  public static final int SIZE = 104;

  private final Member member;

  MapInfoField(String path, int offset, int bytes) {
    this.member = new Member(path, offset, bytes);
  }

  @Override
  public Member member() {
    return member;
  }
}
