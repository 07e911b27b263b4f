r1 = -r2
r1 = be16 r3
r1 = atomic_fetch_add((u64 *)(r2 + 0), r3)
exit
