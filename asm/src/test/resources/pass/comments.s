; a line of C
r0 = 0 // c
r1 = 1 # h
/* b
 lock */ exit /* z */
mov %r1, 2 ; g
