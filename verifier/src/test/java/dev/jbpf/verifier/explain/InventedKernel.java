package dev.jbpf.verifier.explain;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Encoding;
import dev.jbpf.btf.BtfType.Linkage;
import dev.jbpf.btf.BtfType.Member;
import dev.jbpf.btf.BtfType.Param;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The types of a small kernel: those that examples of rules use, alike on every machine. */
final class InventedKernel {
  private final BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
  private final int number = builder.add(new BtfType.Int("int", 4, Set.of(Encoding.SIGNED), 0, 32));
  private final int word = builder.add(new BtfType.Int("unsigned long", 8, Set.of(), 0, 64));
  private final int node = structure("hlist_node", new Member("next", builder.size() + 1, 0, 0));
  private final int nodeAddress = builder.add(new BtfType.Ptr(node));
  private final int task = address(structure("task_struct", new Member("flags", word, 0, 0)));

  private InventedKernel() {
    int iterator = address(structure("bpf_iter_num", new Member("opaque", word, 0, 0)));
    function(
        "bpf_iter_num_new",
        number,
        param("it", iterator),
        param("start", number),
        param("end", number));
    function("bpf_iter_num_next", address(number), param("it", iterator));
    function("bpf_iter_num_destroy", 0, param("it", iterator));
    function("bpf_preempt_disable", 0);
    function("bpf_preempt_enable", 0);
    function("bpf_lsm_file_open", number, param("file", address(0)));
    function("bpf_throw", 0, param("cookie", number));
    function("bpf_task_from_pid", task, param("pid", number));
    function("bpf_task_release", 0, param("p", task));
    tracepoint("sched_switch", param("preempt", number), param("prev", task), param("next", task));
    tracepoint(
        "cpuhp_multi_enter",
        param("cpu", number),
        param("target", number),
        param("idx", number),
        param("fun", address(0)),
        param("node", nodeAddress));
  }

  /** {@return its types} */
  static Btf types() {
    return Btf.parse(new InventedKernel().builder.toBytes());
  }

  private int structure(String name, Member member) {
    return builder.add(new BtfType.Struct(name, Long.BYTES, List.of(member)));
  }

  private int address(int target) {
    return builder.add(new BtfType.Ptr(target));
  }

  private static Param param(String name, int type) {
    return new Param(name, type);
  }

  private void function(String name, int result, Param... params) {
    int prototype = builder.add(new BtfType.FuncProto(result, List.of(params)));
    builder.add(new BtfType.Func(name, prototype, Linkage.STATIC));
  }

  private void tracepoint(String name, Param... params) {
    List<Param> all = new ArrayList<>(List.of(param("data", address(0))));
    all.addAll(List.of(params));
    int prototype = builder.add(new BtfType.FuncProto(0, all));
    builder.add(new BtfType.Typedef("btf_trace_" + name, address(prototype)));
  }
}
