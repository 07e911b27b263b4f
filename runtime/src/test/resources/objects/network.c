// Every place on a packet's way through an interface.
#include "bpf.h"

u64 counts[8];

#define PASS 2
#define OK 0
#define NEXT -1

SEC("xdp") int at_driver(void *context) { __sync_fetch_and_add(&counts[0], 1); return PASS; }
SEC("xdp.frags") int at_driver_in_pieces(void *context) { __sync_fetch_and_add(&counts[1], 1); return PASS; }
SEC("tc") int by_traffic_control(void *skb) { __sync_fetch_and_add(&counts[2], 1); return NEXT; }
SEC("classifier") int by_classifier(void *skb) { __sync_fetch_and_add(&counts[3], 1); return NEXT; }
SEC("tcx/ingress") int coming_in(void *skb) { __sync_fetch_and_add(&counts[4], 1); return NEXT; }
SEC("tcx/egress") int going_out(void *skb) { __sync_fetch_and_add(&counts[5], 1); return NEXT; }
SEC("socket") int at_socket(void *skb) { __sync_fetch_and_add(&counts[6], 1); return 0; }
SEC("action") int as_action(void *skb) { return OK; }
SEC("xdp/devmap") int behind_devmap(void *context) { return PASS; }
SEC("xdp/cpumap") int behind_cpumap(void *context) { return PASS; }
SEC("xdp.frags/devmap") int behind_devmap_in_pieces(void *context) { return PASS; }
SEC("lwt_in") int tunnel_in(void *skb) { return OK; }
SEC("lwt_out") int tunnel_out(void *skb) { return OK; }
SEC("lwt_xmit") int tunnel_xmit(void *skb) { return OK; }
SEC("lwt_seg6local") int tunnel_segment(void *skb) { return OK; }
SEC("flow_dissector") int dissect(void *skb) { return OK; }

LICENSE;
