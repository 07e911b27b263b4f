package dev.jbpf.text.paste;

import dev.jbpf.text.c.KernelNames;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the functions that kernels have for helpers, which dumps of programs that are loaded
 * show: one for each type of program or of map, by the rules of these names.
 */
final class HelperVariants {
  /** {@code bpf_get_stackid_raw_tp} is the helper's function for raw tracepoints. */
  private static final Pattern ENDING =
      Pattern.compile(
          "(bpf_\\w+?)(_raw_tp|_tp|_pe|_compat|_compat_str|_sleepable|_trace|_tracing|_kprobe"
              + "|_kprobe_multi|_uprobe|_uprobe_multi|_sock|_sock_addr|_sock_ops|_sockopt|_sk_msg"
              + "|_sk_reuseport|_sk_lookup|_lsm|_curr|_cg_sock|_cg|_recur|_common|_no_direct_packet"
              + "|_stack|_task|_generic|_proto)");

  /** {@code bpf_xdp_fib_lookup} is that for XDP. */
  private static final Pattern MIDDLE =
      Pattern.compile(
          "(?:bpf_)?(?:xdp|tc|skb|sk_skb|sk|sock_addr|sock_ops|sock|sock_hash|sk_msg|lwt|lwt_in"
              + "|lwt_xmit|cg|cgroup|flow_dissector|sk_reuseport|unlocked_sk|sf|sys|kprobe|event"
              + "|sockopt|lsm|netns)_(\\w+)");

  /** {@code htab_map_lookup_elem} is that for one type of map. */
  private static final Pattern OF_MAP =
      Pattern.compile(
          "_*(?:\\w+_)?(?:map|trie|array|htab|hash|elem|stack|queue|filter|storage|sk_storage|cache)"
              + "_(lookup_percpu|lookup_and_delete|lookup|update|delete|push|pop|peek|redirect"
              + "|lookup_elem_sys_only)(?:_elem)?");

  private static final Map<String, String> OF_MAP_HELPERS =
      Map.of(
          "lookup", "bpf_map_lookup_elem",
          "lookup_percpu", "bpf_map_lookup_percpu_elem",
          "update", "bpf_map_update_elem",
          "delete", "bpf_map_delete_elem",
          "push", "bpf_map_push_elem",
          "pop", "bpf_map_pop_elem",
          "peek", "bpf_map_peek_elem",
          "redirect", "bpf_redirect_map");

  /** Those that follow no rule. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("bpf_user_rnd_u32", "bpf_get_prandom_u32"),
          Map.entry("bpf_get_raw_cpu_id", "bpf_get_smp_processor_id"),
          Map.entry("bpf_for_each_array_elem", "bpf_for_each_map_elem"),
          Map.entry("bpf_for_each_hash_elem", "bpf_for_each_map_elem"),
          Map.entry("bpf_event_output_data", "bpf_perf_event_output"),
          Map.entry("bpf_skb_event_output", "bpf_perf_event_output"),
          Map.entry("bpf_xdp_event_output", "bpf_perf_event_output"),
          Map.entry("bpf_sockopt_event_output", "bpf_perf_event_output"),
          Map.entry("bpf_event_output", "bpf_perf_event_output"),
          Map.entry("bpf_perf_event_read_local", "bpf_perf_event_read"),
          // Where the kernel may be in the middle, the rule for endings would find another helper.
          Map.entry("bpf_probe_read_compat_str", "bpf_probe_read_str"),
          Map.entry("sk_skb_pull_data", "bpf_skb_pull_data"),
          Map.entry("sk_skb_adjust_room", "bpf_skb_adjust_room"),
          Map.entry("sk_skb_change_head", "bpf_skb_change_head"),
          Map.entry("sk_skb_change_tail", "bpf_skb_change_tail"),
          Map.entry("bpf_lwt_in_push_encap", "bpf_lwt_push_encap"),
          Map.entry("bpf_lwt_xmit_push_encap", "bpf_lwt_push_encap"));

  private HelperVariants() {}

  /** {@return the number of the helper that the kernel's function {@code name} is} */
  static OptionalInt helper(String name) {
    OptionalInt exact = KernelNames.helper(name);
    if (exact.isPresent()) {
      return exact;
    }
    for (String like :
        List.of(OTHERS.getOrDefault(name, ""), ending(name), middle(name), ofMap(name))) {
      OptionalInt helper = like.isEmpty() ? OptionalInt.empty() : KernelNames.helper(like);
      if (helper.isPresent()) {
        return helper;
      }
    }
    return OptionalInt.empty();
  }

  private static String ending(String name) {
    Matcher ending = ENDING.matcher(name);
    return ending.matches() ? ending.group(1) : "";
  }

  private static String middle(String name) {
    Matcher middle = MIDDLE.matcher(name);
    return middle.matches() ? "bpf_" + middle.group(1) : "";
  }

  private static String ofMap(String name) {
    Matcher operation = OF_MAP.matcher(name);
    return operation.matches() ? OF_MAP_HELPERS.getOrDefault(operation.group(1), "") : "";
  }
}
