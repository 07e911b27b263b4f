package dev.jbpf.runtime.sys;

/**
 * The members of the kernel's {@code struct bpf_prog_info}: what the kernel tells about a program.
 *
 * <p>Source: {@code include/uapi/linux/bpf.h}; a test compares the rows with the kernel's BTF.
 */
public enum ProgramInfoField implements Field {
  TYPE("type", 0, 4),
  ID("id", 4, 4),
  TAG("tag", 8, 8),
  JITED_PROG_LEN("jited_prog_len", 16, 4),
  XLATED_PROG_LEN("xlated_prog_len", 20, 4),
  JITED_PROG_INSNS("jited_prog_insns", 24, 8),
  XLATED_PROG_INSNS("xlated_prog_insns", 32, 8),
  LOAD_TIME("load_time", 40, 8),
  CREATED_BY_UID("created_by_uid", 48, 4),
  NR_MAP_IDS("nr_map_ids", 52, 4),
  MAP_IDS("map_ids", 56, 8),
  NAME("name", 64, 16),
  IFINDEX("ifindex", 80, 4),
  NR_JITED_KSYMS("nr_jited_ksyms", 104, 4),
  NR_JITED_FUNC_LENS("nr_jited_func_lens", 108, 4),
  JITED_KSYMS("jited_ksyms", 112, 8),
  JITED_FUNC_LENS("jited_func_lens", 120, 8),
  BTF_ID("btf_id", 128, 4),
  RUN_TIME_NS("run_time_ns", 192, 8),
  RUN_CNT("run_cnt", 200, 8),
  RECURSION_MISSES("recursion_misses", 208, 8),
  VERIFIED_INSNS("verified_insns", 216, 4),
  ATTACH_BTF_OBJ_ID("attach_btf_obj_id", 220, 4),
  ATTACH_BTF_ID("attach_btf_id", 224, 4);

  /** The size of the struct up to Linux 6.18; the kernel fills in as much as it knows. */
  public static final int SIZE = 232;

  private final Member member;

  ProgramInfoField(String path, int offset, int bytes) {
    this.member = new Member(path, offset, bytes);
  }

  @Override
  public Member member() {
    return member;
  }
}
