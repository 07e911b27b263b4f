// What the processes of a control group do.
#include "bpf.h"

u64 counts[8];

#define ALLOW 1
#define COUNT(index) __sync_fetch_and_add(&counts[index], 1)

SEC("cgroup_skb/egress") int going_out(void *skb) { COUNT(0); return ALLOW; }
SEC("cgroup_skb/ingress") int coming_in(void *skb) { COUNT(1); return ALLOW; }
SEC("cgroup/skb") int either_way(void *skb) { return ALLOW; }
SEC("cgroup/sock") int sockets(void *sk) { COUNT(2); return ALLOW; }
SEC("cgroup/sock_create") int created(void *sk) { COUNT(3); return ALLOW; }
SEC("cgroup/sock_release") int released(void *sk) { return ALLOW; }
SEC("cgroup/bind4") int binds(void *address) { COUNT(4); return ALLOW; }
SEC("cgroup/bind6") int binds6(void *address) { return ALLOW; }
SEC("cgroup/post_bind4") int bound(void *sk) { return ALLOW; }
SEC("cgroup/post_bind6") int bound6(void *sk) { return ALLOW; }
SEC("cgroup/connect4") int connects(void *address) { COUNT(5); return ALLOW; }
SEC("cgroup/connect6") int connects6(void *address) { return ALLOW; }
SEC("cgroup/sendmsg4") int sends(void *address) { return ALLOW; }
SEC("cgroup/sendmsg6") int sends6(void *address) { return ALLOW; }
SEC("cgroup/recvmsg4") int receives(void *address) { return ALLOW; }
SEC("cgroup/recvmsg6") int receives6(void *address) { return ALLOW; }
SEC("cgroup/getpeername4") int peer(void *address) { return ALLOW; }
SEC("cgroup/getsockname4") int own(void *address) { return ALLOW; }
SEC("cgroup/sysctl") int sysctl(void *context) { return ALLOW; }
SEC("cgroup/getsockopt") int option(void *context) { return ALLOW; }
SEC("cgroup/setsockopt") int set_option(void *context) { COUNT(6); return ALLOW; }
SEC("cgroup/dev") int device(void *context) { COUNT(7); return ALLOW; }
SEC("sockops") int operations(void *context) { return ALLOW; }

LICENSE;
