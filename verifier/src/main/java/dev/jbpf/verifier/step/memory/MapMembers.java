package dev.jbpf.verifier.step.memory;

import dev.jbpf.kernel.MapType;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.step.memory.Regions.Access;
import dev.jbpf.verifier.types.Trust;

/** Loads through the address of a map itself: the kernel's structure for maps of its type. */
final class MapMembers {
  private final TypedMemory objects;

  MapMembers(TypedMemory objects) {
    this.objects = objects;
  }

  Value load(Access access) {
    long at = access.from() + access.pointer().var().smin();
    if (at < 0) {
      throw access.refusal(Rule.NEGATIVE_OFFSET, "the offset into a map is negative");
    }
    Pointer structure =
        Pointer.to(PointerKind.TYPED)
            .type(structure(access.pointer().map().type()))
            .trust(Trust.PLAIN)
            .done();
    return objects.loadOpenly(new Access(structure, at, access.size(), false, access.register()));
  }

  /** As messages of Linux 6.18 name them. */
  private static String structure(MapType type) {
    return switch (type) {
      case HASH, PERCPU_HASH, LRU_HASH, LRU_PERCPU_HASH, HASH_OF_MAPS -> "bpf_htab";
      case ARRAY, PROG_ARRAY, PERF_EVENT_ARRAY, PERCPU_ARRAY, CGROUP_ARRAY, ARRAY_OF_MAPS ->
          "bpf_array";
      case STACK_TRACE -> "bpf_stack_map";
      case LPM_TRIE -> "lpm_trie";
      case DEVMAP, DEVMAP_HASH -> "bpf_dtab";
      case SOCKMAP -> "bpf_stab";
      case SOCKHASH -> "bpf_shtab";
      case CPUMAP -> "bpf_cpu_map";
      case XSKMAP -> "xsk_map";
      case CGROUP_STORAGE, PERCPU_CGROUP_STORAGE -> "bpf_cgroup_storage_map";
      case REUSEPORT_SOCKARRAY -> "reuseport_array";
      case QUEUE, STACK -> "bpf_queue_stack";
      case SK_STORAGE, INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE -> "bpf_local_storage_map";
      case RINGBUF, USER_RINGBUF -> "bpf_ringbuf_map";
      case BLOOM_FILTER -> "bpf_bloom_filter";
      case ARENA -> "bpf_arena";
      case UNSPEC, STRUCT_OPS, INSN_ARRAY, RHASH ->
          throw new Unknown("which structure a map of the type " + type + " is");
    };
  }
}
