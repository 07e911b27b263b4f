# Drops packets of blocked senders, and telnet; counts what it drops.
.map blocked, type=hash, key=4, value=8, max_entries=64
.map drops, type=array, key=4, value=8, max_entries=2

        .section xdp
        .globl firewall
        .type firewall, @function
firewall:
        r6 = *(u32 *)(r1 + 0)           # data
        r7 = *(u32 *)(r1 + 4)           # data_end
        r1 = r6
        r1 += 34
        if r1 > r7 goto pass            # no room for Ethernet and IPv4
        r1 = *(u16 *)(r6 + 12)
        if r1 != 8 goto pass            # no IPv4
        r1 = *(u32 *)(r6 + 26)
        *(u32 *)(r10 - 4) = r1          # the sender
        r2 = r10
        r2 += -4
        r1 = blocked ll
        call map_lookup_elem
        if r0 == 0 goto ports
        r1 = 1
        lock *(u64 *)(r0 + 0) += r1
        r1 = 0
        call drop
        exit
ports:
        r1 = *(u8 *)(r6 + 23)
        if r1 != 6 goto pass            # no TCP
        r1 = *(u8 *)(r6 + 14)
        r1 &= 15
        r1 <<= 2
        if r1 < 20 goto pass
        r2 = r6
        r2 += r1
        r3 = r2
        r3 += 18
        if r3 > r7 goto pass            # no room for the ports
        r1 = *(u16 *)(r2 + 16)
        if r1 != 0x1700 goto pass       # telnet
        r1 = 1
        call drop
        exit
pass:
        r0 = 2
        exit
        .size firewall, .-firewall

# Counts, by reason.
        .type drop, @function
drop:
        *(u32 *)(r10 - 4) = r1
        r2 = r10
        r2 += -4
        r1 = drops ll
        call map_lookup_elem
        if r0 == 0 goto done
        r1 = 1
        lock *(u64 *)(r0 + 0) += r1
done:
        r0 = 1
        exit
        .size drop, .-drop
