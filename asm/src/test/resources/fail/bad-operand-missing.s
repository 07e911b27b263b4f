r1 =
add %r1
add %r1,
exit
