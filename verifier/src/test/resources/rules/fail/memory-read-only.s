.map counts, type=array, key=4, value=8, max_entries=4
.section socket
.globl prog
.type prog, @function
prog:
  r1 = counts ll
  r2 = body ll
  r3 = 0
  r4 = 0
  call bpf_for_each_map_elem
  r0 = 0
  exit
.type body, @function
body:
  *(u32 *)(r2 + 0) = 1
  r0 = 0
  exit
