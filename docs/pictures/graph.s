        .section socket,"ax"
count:  r0 = *(u8 *)(r1 + 9)
        if r0 == 6 goto tcp
        if r0 != 17 goto other
        r0 = 2
        goto out
tcp:    r0 = 1
        goto out
other:  r0 = 0
out:    exit
