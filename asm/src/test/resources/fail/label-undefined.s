start:
  if r1 == 0 goto strat
  goto nowhere
  exit
