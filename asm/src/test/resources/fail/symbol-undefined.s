r1 = limit
r2 = XDP_DORP
*(u32 *)(r10 + slot) = 1
exit
