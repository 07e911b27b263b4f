prog.o:	file format elf64-bpf

Disassembly of section xdp:

0000000000000000 <prog>:
       0:	b7 01 00 00 05 00 00 00	r1 = 0x5
       1:	18 02 00 00 00 00 00 00 00 00 00 00 00 00 00 00	r2 = 0x0 ll
       3:	15 00 01 00 01 00 00 00	if r0 == 0x1 goto +0x1 <prog+0x28>
       4:	95 00 00 00 00 00 00 00	exit
