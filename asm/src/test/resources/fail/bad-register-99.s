mov %r1, %r99
exit
