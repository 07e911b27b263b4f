  LDXQ %r1, [%r2+0]
