# Values that depend on what comes later, jumps that grow in between included.
.set size, end - start
.set other, start
.set next, other + 8
start:
  r0 = size
  if r0 == 0 goto other
  goto next
  r1 = 2f - 1f
1:
  r1 = 1b - start
2:
end:
  exit
