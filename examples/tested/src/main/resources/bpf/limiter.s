# Passes so many packets of each sender in a window of time.
.map limit, type=array, key=4, value=16, max_entries=1
.map senders, type=hash, key=4, value=16, max_entries=1024

        .section xdp
        .globl limiter
        .type limiter, @function
limiter:
        r6 = *(u32 *)(r1 + 0)
        r7 = *(u32 *)(r1 + 4)
        r1 = r6
        r1 += 34
        if r1 > r7 goto pass
        r1 = *(u16 *)(r6 + 12)
        if r1 != 8 goto pass
        r1 = *(u32 *)(r6 + 26)
        *(u32 *)(r10 - 4) = r1          # the sender
        r1 = 0
        *(u32 *)(r10 - 8) = r1
        r2 = r10
        r2 += -8
        r1 = limit ll
        call map_lookup_elem
        if r0 == 0 goto pass
        r8 = *(u64 *)(r0 + 0)           # packets
        r9 = *(u64 *)(r0 + 8)           # nanoseconds
        if r8 == 0 goto pass            # no limit
        call ktime_get_ns
        r7 = r0
        r2 = r10
        r2 += -4
        r1 = senders ll
        call map_lookup_elem
        if r0 == 0 goto first
        r1 = *(u64 *)(r0 + 8)
        r2 = r7
        r2 -= r1
        if r2 >= r9 goto again          # the window is over
        r1 = *(u64 *)(r0 + 0)
        if r1 >= r8 goto drop
        r1 += 1
        *(u64 *)(r0 + 0) = r1
        goto pass
again:
        r1 = 1
        *(u64 *)(r0 + 0) = r1
        *(u64 *)(r0 + 8) = r7
        goto pass
first:
        r1 = 1
        *(u64 *)(r10 - 24) = r1
        *(u64 *)(r10 - 16) = r7
        r1 = senders ll
        r2 = r10
        r2 += -4
        r3 = r10
        r3 += -24
        r4 = 0
        call map_update_elem
pass:
        r0 = 2
        exit
drop:
        r0 = 1
        exit
        .size limiter, .-limiter
