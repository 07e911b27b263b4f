package dev.jbpf.gen.facts;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which enumerations of the kernel become which classes of {@code dev.jbpf.kernel}. */
public final class Catalog {
  private Catalog() {}

  /**
   * A Java enum for one of the kernel's.
   *
   * @param javaName the class
   * @param key the enumeration, see {@link Facts#constants}
   * @param prefix what all constants start with, left out in Java
   * @param doc what the constants are
   */
  public record EnumSpec(String javaName, String key, String prefix, String doc) {
    /** {@return the package of the class} */
    public String javaPackage() {
      return packageOf(javaName);
    }
  }

  /**
   * A class of {@code int} and {@code long} constants, which keep their names.
   *
   * @param javaName the class
   * @param doc what the constants are
   * @param keys the enumerations that they come from
   */
  public record FlagsSpec(String javaName, String doc, List<String> keys) {
    /** {@return the package of the class} */
    public String javaPackage() {
      return packageOf(javaName);
    }
  }

  /** Numbers of system calls, which loaders make and programs do not see. */
  private static final Set<String> OF_CALLS =
      Set.of(
          "AttachFlags",
          "CoreRelocation",
          "LinkType",
          "LoadFlags",
          "MapFlags",
          "PerfLinkType",
          "PerfType",
          "StatsType",
          "TaskFdType",
          "TestRunFlags");

  private static String packageOf(String javaName) {
    return OF_CALLS.contains(javaName) ? "dev.jbpf.kernel.call" : "dev.jbpf.kernel";
  }

  /**
   * An enum of the members of what a system call reads or writes.
   *
   * @param javaPackage the package, of the runtime
   * @param javaName the class
   * @param key the structure or union
   * @param doc what it is
   * @param prefixes of the constants of structures that have no name, by their first member
   */
  public record FieldsSpec(
      String javaPackage, String javaName, String key, String doc, Map<String, String> prefixes) {}

  /** Enumerations of the kernel. */
  public static final List<EnumSpec> ENUMS =
      List.of(
          of("BpfCommand", "bpf_cmd", "BPF_", "Commands of the system call bpf(2)"),
          of("MapType", "bpf_map_type", "BPF_MAP_TYPE_", "Kinds of maps"),
          of("ProgramType", "bpf_prog_type", "BPF_PROG_TYPE_", "Kinds of programs"),
          of("AttachType", "bpf_attach_type", "BPF_", "Places that programs attach to"),
          of("LinkType", "bpf_link_type", "BPF_LINK_TYPE_", "Kinds of links"),
          of("Helper", "bpf_func_id", "BPF_FUNC_", "Functions that programs call by number"),
          of("StatsType", "bpf_stats_type", "BPF_STATS_", "Statistics that can be switched on"),
          of("StreamId", "bpf_stream_id", "BPF_", "Output streams of a program"),
          of("TaskFdType", "bpf_task_fd_type", "BPF_FD_TYPE_", "What a perf event probes"),
          of("PerfLinkType", "bpf_perf_event_type", "BPF_PERF_EVENT_", "What a perf link probes"),
          of("CgroupIterOrder", "bpf_cgroup_iter_order", "BPF_CGROUP_ITER_", "Walks of cgroups"),
          of("AdjustRoomMode", "bpf_adj_room_mode", "BPF_ADJ_ROOM_", "Where a packet grows"),
          of("HeaderStart", "bpf_hdr_start_off", "BPF_HDR_START_", "Where packet offsets start"),
          of("LwtEncapMode", "bpf_lwt_encap_mode", "BPF_LWT_ENCAP_", "Tunnels of LWT programs"),
          of("CoreRelocation", "bpf_core_relo_kind", "BPF_CORE_", "Kinds of CO-RE relocations"),
          of("XdpAction", "xdp_action", "XDP_", "Verdicts of XDP programs"),
          of("SkAction", "sk_action", "SK_", "Verdicts of socket programs"),
          of("TcxAction", "tcx_action_base", "TCX_", "Verdicts of tcx and netkit programs"),
          of("TcAction", "TC_ACT_UNSPEC", "TC_ACT_", "Verdicts of traffic control programs"),
          of("NetfilterVerdict", "NF_DROP", "NF_", "Verdicts of netfilter programs"),
          of("ReturnCode", "bpf_ret_code", "BPF_", "Verdicts of lightweight tunnel programs"),
          of("PerfType", "perf_type_id", "PERF_TYPE_", "Kinds of perf events"),
          of("PerfHardware", "perf_hw_id", "PERF_COUNT_HW_", "Perf events of the processor"),
          of("PerfSoftware", "perf_sw_ids", "PERF_COUNT_SW_", "Perf events of the kernel"));

  /** Flags, and numbers that the kernel defines beside them. */
  public static final List<FlagsSpec> FLAGS =
      List.of(
          flags("UpdateFlags", "Flags of map lookups and updates", "BPF_ANY"),
          flags("MapFlags", "Flags of map creation", "BPF_F_NO_PREALLOC"),
          flags("LoadFlags", "Flags of program loading", "BPF_F_STRICT_ALIGNMENT"),
          flags("TestRunFlags", "Flags of test runs", "BPF_F_TEST_RUN_ON_CPU"),
          flags(
              "AttachFlags",
              "Flags of attaching, replacing and querying",
              "BPF_F_ALLOW_OVERRIDE",
              "BPF_F_QUERY_EFFECTIVE",
              "BPF_F_KPROBE_MULTI_RETURN",
              "BPF_F_UPROBE_MULTI_RETURN",
              "BPF_F_NETFILTER_IP_DEFRAG",
              "XDP_FLAGS_UPDATE_IF_NOEXIST"),
          flags(
              "RingBufferFlags",
              "Flags, queries and record headers of ring buffers",
              "BPF_RB_NO_WAKEUP",
              "BPF_RB_AVAIL_DATA",
              "BPF_RINGBUF_BUSY_BIT"),
          flags(
              "HelperFlags",
              "Flags and selectors that helpers take",
              "BPF_F_RECOMPUTE_CSUM",
              "BPF_F_HDR_FIELD_MASK",
              "BPF_F_PSEUDO_HDR",
              "BPF_F_INGRESS",
              "BPF_F_TUNINFO_IPV6",
              "BPF_F_SKIP_FIELD_MASK",
              "BPF_F_ZERO_CSUM_TX",
              "BPF_F_TUNINFO_FLAGS",
              "BPF_F_INDEX_MASK",
              "BPF_F_CURRENT_NETNS",
              "BPF_CSUM_LEVEL_QUERY",
              "BPF_F_ADJ_ROOM_FIXED_GSO",
              "BPF_ADJ_ROOM_ENCAP_L2_MASK",
              "BPF_F_SYSCTL_BASE_NAME",
              "BPF_LOCAL_STORAGE_GET_F_CREATE",
              "BPF_F_GET_BRANCH_RECORDS_SIZE",
              "BPF_SK_LOOKUP_F_REPLACE",
              "BPF_SKB_TSTAMP_UNSPEC",
              "BPF_F_BPRM_SECUREEXEC",
              "BPF_F_NEIGH",
              "BPF_F_TIMER_ABS",
              "bpf_check_mtu_flags",
              "bpf_check_mtu_ret",
              "BPF_LOAD_HDR_OPT_TCP_SYN",
              "BPF_FLOW_DISSECTOR_F_PARSE_1ST_FRAG"),
          flags(
              "FibLookup",
              "Flags and results of bpf_fib_lookup",
              "BPF_FIB_LOOKUP_DIRECT",
              "BPF_FIB_LKUP_RET_SUCCESS"),
          flags(
              "SockOps",
              "Events, flags and TCP states of sock_ops programs",
              "BPF_SOCK_OPS_VOID",
              "BPF_SOCK_OPS_RTO_CB_FLAG",
              "BPF_TCP_ESTABLISHED",
              "BPF_WRITE_HDR_TCP_CURRENT_MSS"),
          flags(
              "Protocols",
              "Numbers of network protocols, and lengths of their headers and addresses",
              "ETH_P_IP",
              "ETH_ALEN",
              "AF_UNSPEC",
              "PACKET_HOST",
              "IPPROTO_IP",
              "IPPROTO_HOPOPTS",
              "ARPHRD_ETHER",
              "VLAN_VID_MASK",
              "IP_OFFSET",
              "TCPHDR_FIN"),
          flags(
              "Limits",
              "Lengths and numbers that the kernel fixes",
              "BPF_TAG_SIZE",
              "MAX_BPF_STACK"));

  /** Structures of the kernel's interface: contexts, what helpers fill in, headers of packets. */
  static final List<String> STRUCTS =
      List.of(
          "__sk_buff",
          "xdp_md",
          "bpf_sock",
          "bpf_sock_addr",
          "bpf_sock_ops",
          "sk_msg_md",
          "sk_reuseport_md",
          "bpf_sk_lookup",
          "bpf_sysctl",
          "bpf_sockopt",
          "bpf_cgroup_dev_ctx",
          "bpf_flow_keys",
          "bpf_tcp_sock",
          "bpf_sock_tuple",
          "bpf_tunnel_key",
          "bpf_fib_lookup",
          "bpf_redir_neigh",
          "bpf_pidns_info",
          "bpf_stack_build_id",
          "btf_ptr",
          "ethhdr",
          "vlan_hdr",
          "arphdr",
          "iphdr",
          "ipv6hdr",
          "ipv6_opt_hdr",
          "frag_hdr",
          "tcphdr",
          "udphdr",
          "icmphdr");

  /** What system calls read and write. */
  public static final List<FieldsSpec> FIELDS =
      List.of(
          new FieldsSpec(
              "dev.jbpf.runtime.sys.field",
              "AttrField",
              "bpf_attr",
              "The arguments of bpf(2), by command",
              Map.of(
                  "map_type", "CREATE",
                  "map_fd", "ELEMENT",
                  "prog_type", "LOAD",
                  "pathname", "OBJECT",
                  "attach_bpf_fd", "ATTACH",
                  "next_id", "ID",
                  "btf", "BTF")),
          fields("CommonField", "bpf_common_attr", "What bpf(2) takes beside its arguments"),
          fields("MapInfoField", "bpf_map_info", "What the kernel tells about a map"),
          fields("ProgramInfoField", "bpf_prog_info", "What the kernel tells about a program"),
          fields("LinkInfoField", "bpf_link_info", "What the kernel tells about a link"),
          fields("TypesInfoField", "bpf_btf_info", "What the kernel tells about types"),
          new FieldsSpec(
              "dev.jbpf.runtime.perf",
              "PerfField",
              "perf_event_attr",
              "The arguments of perf_event_open(2)",
              Map.of()));

  private static FieldsSpec fields(String javaName, String key, String doc) {
    return new FieldsSpec("dev.jbpf.runtime.sys.field", javaName, key, doc, Map.of());
  }

  private static EnumSpec of(String javaName, String key, String prefix, String doc) {
    return new EnumSpec(javaName, key, prefix, doc);
  }

  private static FlagsSpec flags(String javaName, String doc, String... keys) {
    return new FlagsSpec(javaName, doc, List.of(keys));
  }
}
