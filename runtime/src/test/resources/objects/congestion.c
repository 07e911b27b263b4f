// A congestion control, and the same once more as one that is there from the moment it is filled.
// Members that this kernel has not, and that nobody sets, do not matter; nor does their order.
typedef unsigned int u32;
typedef unsigned long long u64;
#define SEC(name) __attribute__((section(name), used))

struct sock;
struct ack_sample;
struct tcp_congestion_ops___mine {
  char name[16];
  u64 nobody_has_this;
  u32 (*ssthresh)(struct sock *sk);
  void (*cong_avoid)(struct sock *sk, u32 ack, u32 acked);
  u32 (*undo_cwnd)(struct sock *sk);
  u32 flags;
};

u64 asked;

SEC("struct_ops") u32 threshold(u64 *arguments) { return 5; }
SEC("struct_ops") void avoid(u64 *arguments) { asked++; }
SEC("struct_ops/undo") u32 undo(u64 *arguments) { return 10; }

SEC(".struct_ops.link") struct tcp_congestion_ops___mine linked = {
    .ssthresh = (void *)threshold,
    .cong_avoid = (void *)avoid,
    .undo_cwnd = (void *)undo,
    .name = "jbpf_linked",
};

SEC(".struct_ops") struct tcp_congestion_ops___mine plain = {
    .ssthresh = (void *)threshold,
    .cong_avoid = (void *)avoid,
    .undo_cwnd = (void *)undo,
    .name = "jbpf_plain",
};

SEC("?.struct_ops") struct tcp_congestion_ops___mine optional = {
    .ssthresh = (void *)threshold,
    .cong_avoid = (void *)avoid,
    .undo_cwnd = (void *)undo,
    .name = "jbpf_optional",
};

// The kernel refuses it, when it is attached.
SEC("?.struct_ops.link") struct tcp_congestion_ops___mine lacking = {
    .ssthresh = (void *)threshold,
    .name = "jbpf_lacking",
};

char LICENSE[] SEC("license") = "GPL";
