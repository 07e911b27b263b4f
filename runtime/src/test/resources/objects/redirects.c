// Packets that are sent on through a map, whose values are programs, too.
#include "bpf.h"

struct place { u32 number; s32 program; };
#define PLACES(kind, name) \
  struct { __uint(type, kind); __uint(max_entries, 1); __type(key, u32); __type(value, struct place); } name SEC(".maps");

PLACES(DEVMAP, devices)
PLACES(DEVMAP, devices_in_pieces)
PLACES(CPUMAP, cpus)
PLACES(CPUMAP, cpus_in_pieces)

#define PASS 2

SEC("xdp") int to_device(void *context) { return bpf_redirect_map(&devices, 0, 0); }
SEC("xdp") int to_cpu(void *context) { return bpf_redirect_map(&cpus, 0, 0); }
SEC("xdp.frags") int to_device_in_pieces(void *context) { return bpf_redirect_map(&devices_in_pieces, 0, 0); }
SEC("xdp.frags") int to_cpu_in_pieces(void *context) { return bpf_redirect_map(&cpus_in_pieces, 0, 0); }

PROGRAM("xdp/devmap", at_device, PASS)
PROGRAM("xdp/cpumap", at_cpu, PASS)
PROGRAM("xdp.frags/devmap", at_device_in_pieces, PASS)
PROGRAM("xdp.frags/cpumap", at_cpu_in_pieces, PASS)

LICENSE;
