r0 = 0; r1 = 2; exit
