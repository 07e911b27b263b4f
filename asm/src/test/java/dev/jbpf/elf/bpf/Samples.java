package dev.jbpf.elf.bpf;

import static dev.jbpf.isa.Reg.*;

import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Small objects of every kind, each of which the kernel accepts. */
final class Samples {
  private Samples() {}

  /** The objects by name; the first program of each has the object's name. */
  static Map<String, BpfObjectBuilder> all() {
    Map<String, BpfObjectBuilder> all = new LinkedHashMap<>();
    plain(all, "xdp_pass", "xdp", 2);
    plain(all, "xdp_drop", "xdp", 1);
    plain(all, "socket_accept", "socket", -1);
    plain(all, "on_getpid", "tracepoint/syscalls/sys_enter_getpid", 0);
    plain(all, "raw_enter", "raw_tracepoint/sys_enter", 0);
    plain(all, "on_exit", "kprobe/do_exit", 0);
    plain(all, "on_return", "kretprobe/do_exit", 0);
    plain(all, "sampler", "perf_event", 0);
    plain(all, "tc_ok", "tc", 0);
    plain(all, "classify", "classifier", 0);
    plain(all, "egress", "cgroup_skb/egress", 1);
    plain(all, "create", "cgroup/sock_create", 1);
    plain(all, "connect", "cgroup/connect4", 1);
    plain(all, "sock_ops", "sockops", 1);
    plain(all, "verdict", "sk_msg", 1);
    all.put("hash", counter("hash", MapDef.hash("counts", Codec.S32, Codec.S64, 16)));
    all.put("array", counter("array", MapDef.array("counts", Codec.S64, 4)));
    all.put("percpu", counter("percpu", MapDef.perCpuArray("counts", Codec.S64, 4)));
    all.put("lru", counter("lru", MapDef.lruHash("counts", Codec.S32, Codec.S64, 16)));
    all.put("ring", ring());
    all.put("push", push());
    all.put("nested", nested());
    all.put("tail", tail());
    all.put("globals", globals());
    all.put("subprogram", subprogram());
    all.put("chain", chain());
    all.put("callback", callback());
    all.put("several", several());
    all.put("gpl_only", gplOnly());
    return all;
  }

  static BpfObjectBuilder object() {
    return new BpfObjectBuilder(ByteOrder.nativeOrder()).license("GPL");
  }

  private static BpfObjectBuilder object(String name, String section, Consumer<Source> program) {
    return add(object(), name, section, program);
  }

  private static BpfObjectBuilder add(
      BpfObjectBuilder object, String name, String section, Consumer<Source> program) {
    Source source = new Source(name + ".s");
    program.accept(source);
    return object.sources(source::text).program(name, section, source.program());
  }

  private static void plain(
      Map<String, BpfObjectBuilder> all, String name, String section, int result) {
    all.put(name, object(name, section, s -> s.returning(result)));
  }

  private static BpfObjectBuilder counter(String name, MapDef<?, ?> map) {
    return object(
            name,
            "xdp",
            s ->
                s.key()
                    .map(R1, map.name())
                    .call(Helper.MAP_LOOKUP_ELEM)
                    .ifZero(R0, "none")
                    .mov(R1, 1)
                    .op(Op.AADD, R0, R1, 0, 0)
                    .label("none")
                    .returning(2))
        .map(map);
  }

  private static BpfObjectBuilder ring() {
    return object(
            "ring",
            "tracepoint/syscalls/sys_enter_getpid",
            s ->
                s.key()
                    .map(R1, "events")
                    .mov(R3, 4)
                    .mov(R4, 0)
                    .call(Helper.RINGBUF_OUTPUT)
                    .returning(0))
        .map(MapDef.ringBuffer("events", 4096));
  }

  private static BpfObjectBuilder push() {
    return object(
            "push",
            "socket",
            s -> s.key().map(R1, "jobs").mov(R3, 0).call(Helper.MAP_PUSH_ELEM).returning(0))
        .map(MapDef.queue("jobs", Codec.S32, 8));
  }

  private static BpfObjectBuilder nested() {
    ObjectMap inner = ObjectMap.of("inner", MapType.ARRAY, 4, 8, 4, 0);
    ObjectMap outer =
        new ObjectMap("outer", MapType.ARRAY_OF_MAPS, 4, 4, 2, 0, 0, 0, 0, 0, Optional.of(inner));
    return object(
            "nested",
            "xdp",
            s ->
                s.key()
                    .map(R1, "outer")
                    .call(Helper.MAP_LOOKUP_ELEM)
                    .ifZero(R0, "none")
                    .mov(R1, R0)
                    .key()
                    .call(Helper.MAP_LOOKUP_ELEM)
                    .label("none")
                    .returning(2))
        .map(outer);
  }

  private static BpfObjectBuilder tail() {
    return object(
            "tail", "tc", s -> s.map(R2, "programs").mov(R3, 0).call(Helper.TAIL_CALL).returning(0))
        .map(ObjectMap.of("programs", MapType.PROG_ARRAY, 4, 4, 2, 0));
  }

  /** Returns 40 + 2 the first time: from .rodata and .data; counts calls in .bss. */
  static BpfObjectBuilder globals() {
    return object(
            "globals",
            "socket",
            s ->
                s.variable(R1, "forty", 0)
                    .op(Op.LDXW, R0, R1, 0, 0)
                    .variable(R1, "pair", 4)
                    .op(Op.LDXW, R1, R1, 0, 0)
                    .op(Op.ADD_REG, R0, R1, 0, 0)
                    .variable(R1, "calls", 0)
                    .mov(R2, 1)
                    .op(Op.AADD, R1, R2, 0, 0)
                    .exit())
        .variable(".rodata", "pad", new byte[] {1})
        .variable(".rodata", "forty", new byte[] {40, 0, 0, 0})
        .variable(".data", "pair", new byte[] {1, 0, 0, 0, 2, 0, 0, 0})
        .zeros("unused", 100)
        .zeros("calls", 8);
  }

  private static BpfObjectBuilder subprogram() {
    return object(
        "subprogram",
        "xdp",
        s ->
            s.mov(R1, 1)
                .call("increment")
                .exit()
                .label("increment")
                .mov(R0, R1)
                .op(Op.ADD_IMM, R0, R0, 0, 1)
                .exit());
  }

  private static BpfObjectBuilder chain() {
    return object(
        "chain",
        "socket",
        s ->
            s.mov(R1, 5)
                .call("outer")
                .exit()
                .label("inner")
                .mov(R0, R1)
                .exit()
                .label("outer")
                .call("inner")
                .op(Op.ADD_REG, R0, R0, 0, 0)
                .exit());
  }

  private static BpfObjectBuilder callback() {
    return object(
        "callback",
        "tracepoint/syscalls/sys_enter_getpid",
        s ->
            s.mov(R1, 10)
                .address(R2, "body")
                .mov(R3, 0)
                .mov(R4, 0)
                .call(Helper.LOOP)
                .returning(0)
                .label("body")
                .returning(0));
  }

  private static BpfObjectBuilder several() {
    BpfObjectBuilder object = object().map(MapDef.array("shared", Codec.S64, 4));
    for (String name : new String[] {"several", "second", "third"}) {
      add(
          object,
          name,
          name.equals("third") ? "socket" : "xdp",
          s ->
              s.key()
                  .map(R1, "shared")
                  .call(Helper.MAP_LOOKUP_ELEM)
                  .mov(R1, 2)
                  .call("same")
                  .exit()
                  .label("same")
                  .mov(R0, R1)
                  .exit());
    }
    return object;
  }

  private static BpfObjectBuilder gplOnly() {
    return object(
            "gpl_only",
            "kprobe/do_exit",
            s ->
                s.op(Op.STDW, R10, R0, -8, 0)
                    .mov(R1, R10)
                    .op(Op.ADD_IMM, R1, R0, 0, -8)
                    .mov(R2, 8)
                    .call(Helper.TRACE_PRINTK)
                    .returning(0))
        .version(new KernelVersion(5, 10));
  }
}
