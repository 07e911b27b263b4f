.section socket
  if r1 == 0 goto out
  r0 = 0
out:
  exit
