// What the processes of a control group do with sockets of files; since Linux 6.7.
#include "bpf.h"

#define ALLOW 1

PROGRAM("cgroup/connect_unix", connects, ALLOW)
PROGRAM("cgroup/sendmsg_unix", sends, ALLOW)
PROGRAM("cgroup/recvmsg_unix", receives, ALLOW)
PROGRAM("cgroup/getpeername_unix", asks_who, ALLOW)
PROGRAM("cgroup/getsockname_unix", asks_where, ALLOW)

LICENSE;
