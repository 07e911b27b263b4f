# Counts and drops what comes.
        .map hits, type=array, key=4, value=8, max_entries=1
        .section xdp,"ax"
        .globl drop_all
drop_all:
        r1 = 0
        *(u32 *)(r10 - 4) = r1
        r2 = r10
        r2 += -4
        r1 = hits ll
        call bpf_map_lookup_elem
        if r0 == 0 goto out
        r1 = 1
        lock *(u64 *)(r0 + 0) += r1
out:    r0 = 1
        exit
