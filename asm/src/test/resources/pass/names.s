call bpf_map_lookup_elem
call map_lookup_elem
call bpf_trace_printk#6
r0 = XDP_DROP
r1 = BPF_ANY
if r2 == ETH_P_IP goto +0
exit
