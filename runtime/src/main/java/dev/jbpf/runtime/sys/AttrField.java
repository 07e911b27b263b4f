package dev.jbpf.runtime.sys;

/**
 * The members of the kernel's {@code union bpf_attr}: the arguments of bpf(2), by command. Times
 * are in nanoseconds, sizes in bytes, addresses and descriptors as C passes them.
 *
 * <p>Source: {@code include/uapi/linux/bpf.h}; a test compares the rows with the kernel's BTF.
 */
public enum AttrField implements Field {
  // BPF_MAP_CREATE
  CREATE_MAP_TYPE("map_type", 0, 4),
  CREATE_KEY_SIZE("key_size", 4, 4),
  CREATE_VALUE_SIZE("value_size", 8, 4),
  CREATE_MAX_ENTRIES("max_entries", 12, 4),
  CREATE_MAP_FLAGS("map_flags", 16, 4),
  CREATE_INNER_MAP_FD("inner_map_fd", 20, 4),
  CREATE_NUMA_NODE("numa_node", 24, 4),
  CREATE_MAP_NAME("map_name", 28, 16),
  CREATE_MAP_IFINDEX("map_ifindex", 44, 4),
  CREATE_BTF_FD("btf_fd", 48, 4),
  CREATE_BTF_KEY_TYPE_ID("btf_key_type_id", 52, 4),
  CREATE_BTF_VALUE_TYPE_ID("btf_value_type_id", 56, 4),
  CREATE_BTF_VMLINUX_VALUE_TYPE_ID("btf_vmlinux_value_type_id", 60, 4),
  CREATE_MAP_EXTRA("map_extra", 64, 8),
  // The commands on one element of a map
  ELEMENT_MAP_FD("map_fd", 0, 4),
  ELEMENT_KEY("key", 8, 8),
  ELEMENT_VALUE("value", 16, 8),
  ELEMENT_FLAGS("flags", 24, 8),
  // The commands on many elements of a map
  BATCH_IN_BATCH("batch.in_batch", 0, 8),
  BATCH_OUT_BATCH("batch.out_batch", 8, 8),
  BATCH_KEYS("batch.keys", 16, 8),
  BATCH_VALUES("batch.values", 24, 8),
  BATCH_COUNT("batch.count", 32, 4),
  BATCH_MAP_FD("batch.map_fd", 36, 4),
  BATCH_ELEM_FLAGS("batch.elem_flags", 40, 8),
  BATCH_FLAGS("batch.flags", 48, 8),
  // BPF_PROG_LOAD
  LOAD_PROG_TYPE("prog_type", 0, 4),
  LOAD_INSN_CNT("insn_cnt", 4, 4),
  LOAD_INSNS("insns", 8, 8),
  LOAD_LICENSE("license", 16, 8),
  LOAD_LOG_LEVEL("log_level", 24, 4),
  LOAD_LOG_SIZE("log_size", 28, 4),
  LOAD_LOG_BUF("log_buf", 32, 8),
  LOAD_KERN_VERSION("kern_version", 40, 4),
  LOAD_PROG_FLAGS("prog_flags", 44, 4),
  LOAD_PROG_NAME("prog_name", 48, 16),
  LOAD_PROG_IFINDEX("prog_ifindex", 64, 4),
  LOAD_EXPECTED_ATTACH_TYPE("expected_attach_type", 68, 4),
  LOAD_PROG_BTF_FD("prog_btf_fd", 72, 4),
  LOAD_FUNC_INFO_REC_SIZE("func_info_rec_size", 76, 4),
  LOAD_FUNC_INFO("func_info", 80, 8),
  LOAD_FUNC_INFO_CNT("func_info_cnt", 88, 4),
  LOAD_LINE_INFO_REC_SIZE("line_info_rec_size", 92, 4),
  LOAD_LINE_INFO("line_info", 96, 8),
  LOAD_LINE_INFO_CNT("line_info_cnt", 104, 4),
  LOAD_ATTACH_BTF_ID("attach_btf_id", 108, 4),
  LOAD_ATTACH_PROG_FD("attach_prog_fd", 112, 4),
  LOAD_FD_ARRAY("fd_array", 120, 8),
  LOAD_LOG_TRUE_SIZE("log_true_size", 140, 4),
  // BPF_OBJ_PIN, BPF_OBJ_GET
  OBJECT_PATHNAME("pathname", 0, 8),
  OBJECT_BPF_FD("bpf_fd", 8, 4),
  OBJECT_FILE_FLAGS("file_flags", 12, 4),
  // BPF_PROG_ATTACH, BPF_PROG_DETACH
  ATTACH_TARGET_FD("target_fd", 0, 4),
  ATTACH_ATTACH_BPF_FD("attach_bpf_fd", 4, 4),
  ATTACH_ATTACH_TYPE("attach_type", 8, 4),
  ATTACH_ATTACH_FLAGS("attach_flags", 12, 4),
  ATTACH_REPLACE_BPF_FD("replace_bpf_fd", 16, 4),
  // BPF_PROG_TEST_RUN
  TEST_PROG_FD("test.prog_fd", 0, 4),
  TEST_RETVAL("test.retval", 4, 4),
  TEST_DATA_SIZE_IN("test.data_size_in", 8, 4),
  TEST_DATA_SIZE_OUT("test.data_size_out", 12, 4),
  TEST_DATA_IN("test.data_in", 16, 8),
  TEST_DATA_OUT("test.data_out", 24, 8),
  TEST_REPEAT("test.repeat", 32, 4),
  TEST_DURATION("test.duration", 36, 4),
  TEST_CTX_SIZE_IN("test.ctx_size_in", 40, 4),
  TEST_CTX_SIZE_OUT("test.ctx_size_out", 44, 4),
  TEST_CTX_IN("test.ctx_in", 48, 8),
  TEST_CTX_OUT("test.ctx_out", 56, 8),
  TEST_FLAGS("test.flags", 64, 4),
  TEST_CPU("test.cpu", 68, 4),
  TEST_BATCH_SIZE("test.batch_size", 72, 4),
  // The commands that take an id
  ID_START_ID("start_id", 0, 4),
  ID_NEXT_ID("next_id", 4, 4),
  ID_OPEN_FLAGS("open_flags", 8, 4),
  // BPF_OBJ_GET_INFO_BY_FD
  INFO_BPF_FD("info.bpf_fd", 0, 4),
  INFO_INFO_LEN("info.info_len", 4, 4),
  INFO_INFO("info.info", 8, 8),
  // BPF_PROG_QUERY
  QUERY_TARGET_FD("query.target_fd", 0, 4),
  QUERY_ATTACH_TYPE("query.attach_type", 4, 4),
  QUERY_QUERY_FLAGS("query.query_flags", 8, 4),
  QUERY_PROG_IDS("query.prog_ids", 16, 8),
  QUERY_PROG_CNT("query.prog_cnt", 24, 4),
  // BPF_RAW_TRACEPOINT_OPEN
  RAW_TRACEPOINT_NAME("raw_tracepoint.name", 0, 8),
  RAW_TRACEPOINT_PROG_FD("raw_tracepoint.prog_fd", 8, 4),
  RAW_TRACEPOINT_COOKIE("raw_tracepoint.cookie", 16, 8),
  // BPF_BTF_LOAD
  BTF("btf", 0, 8),
  BTF_LOG_BUF("btf_log_buf", 8, 8),
  BTF_SIZE("btf_size", 16, 4),
  BTF_LOG_SIZE("btf_log_size", 20, 4),
  BTF_LOG_LEVEL("btf_log_level", 24, 4),
  // BPF_LINK_CREATE
  LINK_CREATE_PROG_FD("link_create.prog_fd", 0, 4),
  LINK_CREATE_TARGET_FD("link_create.target_fd", 4, 4),
  LINK_CREATE_ATTACH_TYPE("link_create.attach_type", 8, 4),
  LINK_CREATE_FLAGS("link_create.flags", 12, 4),
  LINK_CREATE_TARGET_BTF_ID("link_create.target_btf_id", 16, 4),
  LINK_CREATE_ITER_INFO("link_create.iter_info", 16, 8),
  LINK_CREATE_ITER_INFO_LEN("link_create.iter_info_len", 24, 4),
  LINK_CREATE_PERF_COOKIE("link_create.perf_event.bpf_cookie", 16, 8),
  LINK_CREATE_TRACING_COOKIE("link_create.tracing.cookie", 24, 8),
  LINK_CREATE_NETFILTER_PF("link_create.netfilter.pf", 16, 4),
  LINK_CREATE_NETFILTER_HOOKNUM("link_create.netfilter.hooknum", 20, 4),
  LINK_CREATE_NETFILTER_PRIORITY("link_create.netfilter.priority", 24, 4),
  LINK_CREATE_NETFILTER_FLAGS("link_create.netfilter.flags", 28, 4),
  LINK_CREATE_TCX_RELATIVE_FD("link_create.tcx.relative_fd", 16, 4),
  LINK_CREATE_TCX_EXPECTED_REVISION("link_create.tcx.expected_revision", 24, 8),
  // BPF_LINK_UPDATE
  LINK_UPDATE_LINK_FD("link_update.link_fd", 0, 4),
  LINK_UPDATE_NEW_PROG_FD("link_update.new_prog_fd", 4, 4),
  LINK_UPDATE_FLAGS("link_update.flags", 8, 4),
  LINK_UPDATE_OLD_PROG_FD("link_update.old_prog_fd", 12, 4),
  // BPF_LINK_DETACH, BPF_ENABLE_STATS, BPF_ITER_CREATE
  LINK_DETACH_LINK_FD("link_detach.link_fd", 0, 4),
  ENABLE_STATS_TYPE("enable_stats.type", 0, 4),
  ITER_CREATE_LINK_FD("iter_create.link_fd", 0, 4),
  ITER_CREATE_FLAGS("iter_create.flags", 4, 4);

  /** The size of the union up to Linux 6.18; older kernels take it as long as the rest is zero. */
  public static final int SIZE = 168;

  private final Member member;

  AttrField(String path, int offset, int bytes) {
    this.member = new Member(path, offset, bytes);
  }

  @Override
  public Member member() {
    return member;
  }
}
