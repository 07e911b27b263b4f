# Counts packets by IP protocol: the program of CountProgram, as text.
#
# A socket filter. r1 is the packet's context, which loads from the packet expect in r6.

        r6 = r1
        r0 = *(u8 *)skb[23]             # ip->protocol: 14 bytes of Ethernet, 9 of IPv4
        *(u32 *)(r10 - 4) = r0          # the key, on the stack
        r2 = r10
        r2 += -4
        r1 = counts ll                  # an array of 256 u64, by protocol
        call 1                          # map_lookup_elem
        if r0 == 0 goto out
        r1 = 1
        lock *(u64 *)(r0 + 0) += r1
out:
        r0 = 0                          # nobody reads the socket: drop
        exit
