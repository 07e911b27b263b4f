// What the processes of a control group do.
#include "bpf.h"

#define ALLOW 1

PROGRAM("cgroup_skb/egress", going_out, ALLOW)
PROGRAM("cgroup_skb/ingress", coming_in, ALLOW)
PROGRAM("cgroup/skb", either_way, ALLOW)
PROGRAM("cgroup/sock", makes_socket, ALLOW)
PROGRAM("cgroup/sock_create", makes_socket_too, ALLOW)
PROGRAM("cgroup/sock_release", releases_socket, ALLOW)
PROGRAM("cgroup/bind4", binds, ALLOW)
PROGRAM("cgroup/bind6", binds6, ALLOW)
PROGRAM("cgroup/post_bind4", is_bound, ALLOW)
PROGRAM("cgroup/post_bind6", is_bound6, ALLOW)
PROGRAM("cgroup/connect4", connects, ALLOW)
PROGRAM("cgroup/connect6", connects6, ALLOW)
PROGRAM("cgroup/sendmsg4", sends, ALLOW)
PROGRAM("cgroup/sendmsg6", sends6, ALLOW)
PROGRAM("cgroup/recvmsg4", receives, ALLOW)
PROGRAM("cgroup/recvmsg6", receives6, ALLOW)
PROGRAM("cgroup/getpeername4", asks_who, ALLOW)
PROGRAM("cgroup/getpeername6", asks_who6, ALLOW)
PROGRAM("cgroup/getsockname4", asks_where, ALLOW)
PROGRAM("cgroup/getsockname6", asks_where6, ALLOW)
PROGRAM("cgroup/sysctl", opens_sysctl, ALLOW)
PROGRAM("cgroup/getsockopt", gets_option, ALLOW)
PROGRAM("cgroup/setsockopt", sets_option, ALLOW)
PROGRAM("cgroup/dev", opens_device, ALLOW)
PROGRAM("sockops", operates, ALLOW)

LICENSE;
