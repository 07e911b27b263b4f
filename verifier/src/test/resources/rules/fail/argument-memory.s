.section xdp
  r2 = *(u32 *)(r1 + 0)
  r3 = *(u32 *)(r1 + 4)
  r4 = r2
  r4 += 16
  if r4 > r3 goto out
  r1 = r2
  r2 = 16
  call bpf_get_current_comm
out:
  r0 = 2
  exit
