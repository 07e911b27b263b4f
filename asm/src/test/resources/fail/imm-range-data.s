.byte 256
.half -32769
.word 0x100000000
exit
