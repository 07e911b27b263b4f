# without types
.section socket
  r1 = 10
  r2 = body ll
  r3 = 0
  r4 = 0
  call bpf_loop
  r0 = 0
  exit
body:
  r0 = 0
  exit
