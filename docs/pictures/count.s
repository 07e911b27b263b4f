; counts packets by protocol, and has two mistakes
        .map counts, type=array, key=4, value=8, max_entries=256
        .section socket,"ax"
count:  r6 = r1
        r0 = *(u8 *)skb[23]
        *(u32 *)(r10 - 4) = r0
        r2 = r10
        r2 += 0x1ffffffff
        r1 = counts ll
        call bpf_map_lookup_elem
        fi r0 == 0 goto out
        r1 = 1
        lock *(u64 *)(r0 + 0) += r1
out:    r0 = 0
        exit
