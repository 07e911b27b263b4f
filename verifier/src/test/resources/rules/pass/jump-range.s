.section socket
  r0 = 0
  if r1 == 0 goto out
out:
  exit
