.section socket
  r0 = 0
  if r1 == 0 goto out
  r0 = 1
out:
  exit
