.map programs, type=prog_array, key=4, value=4, max_entries=4
.section socket
.globl prog
.type prog, @function
prog:
  *(u64 *)(r10 - 128) = 0
  call tail
  exit
.type tail, @function
tail:
  r2 = programs ll
  r3 = 0
  call bpf_tail_call
  r0 = 0
  exit
