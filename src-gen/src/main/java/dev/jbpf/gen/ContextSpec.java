package dev.jbpf.gen;

import java.util.List;
import java.util.Set;

/**
 * A context of methods: a structure that programs are called with.
 *
 * @param className in {@code dev.jbpf.methods.context}
 * @param words what it is, as the javadoc begins
 * @param struct in the kernel
 * @param types the types of programs, as constants of {@code ProgramType}
 * @param writable the members that programs may change
 */
record ContextSpec(
    String className, String words, String struct, List<String> types, Set<String> writable) {

  static final List<ContextSpec> ALL =
      List.of(
          new ContextSpec(
              "SockOpsContext",
              "What a program is called with when something happens to a TCP connection.",
              "bpf_sock_ops",
              List.of("SOCK_OPS"),
              Set.of("reply", "replylong", "sk_txhash")),
          new ContextSpec(
              "SockoptContext",
              "What a program is called with when a process asks for, or sets, an option.",
              "bpf_sockopt",
              List.of("CGROUP_SOCKOPT"),
              Set.of("level", "optname", "optlen", "retval")),
          new ContextSpec(
              "SockContext",
              "What a program is called with when a process of a group makes or binds a socket.",
              "bpf_sock",
              List.of("CGROUP_SOCK"),
              Set.of("bound_dev_if", "mark", "priority")),
          new ContextSpec(
              "SkMsgContext",
              "What a program is called with for what a process sends through a socket.",
              "sk_msg_md",
              List.of("SK_MSG"),
              Set.of()),
          new ContextSpec(
              "SkReuseportContext",
              "What a program is called with that chooses a socket for a packet.",
              "sk_reuseport_md",
              List.of("SK_REUSEPORT"),
              Set.of()),
          new ContextSpec(
              "SkLookupContext",
              "What a program is called with before the kernel looks a socket up.",
              "bpf_sk_lookup",
              List.of("SK_LOOKUP"),
              Set.of()),
          new ContextSpec(
              "DeviceContext",
              "What a program is called with when a process of a group opens a device.",
              "bpf_cgroup_dev_ctx",
              List.of("CGROUP_DEVICE"),
              Set.of()),
          new ContextSpec(
              "SysctlContext",
              "What a program is called with when a process of a group reads or writes a setting.",
              "bpf_sysctl",
              List.of("CGROUP_SYSCTL"),
              Set.of("file_pos")),
          new ContextSpec(
              "SkbContext",
              "What a program is called with for a packet in a socket buffer.",
              "__sk_buff",
              List.of(
                  "CGROUP_SKB", "SK_SKB", "SCHED_CLS", "SCHED_ACT", "SOCKET_FILTER", "LWT_IN", "LWT_OUT", "LWT_XMIT", "LWT_SEG6LOCAL"),
              Set.of("mark", "priority", "cb", "tc_index")));
}
