; adds the bytes of the memory, as many as there are
        r0 = 0
        if r2 == 0 goto out
        if r2 > 64 goto large
        r2 += r1
next:   r3 = *(u8 *)(r1 + 0)
        r0 += r3
        r1 += 1
        if r1 < r2 goto next
out:    exit
large:  r0 = -1
        exit
