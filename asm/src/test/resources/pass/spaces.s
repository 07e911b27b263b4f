r1+=r2
*(u32*)(r1+4)=r2
r3=*(u8  *)( r1-0x10 )
if r1==r2 goto+0
lock*(u64*)(r1+8)+=r2
ldxw %r1 , [ %r2 + 4 ]
mov r1,r2
r1=-r1
exit
