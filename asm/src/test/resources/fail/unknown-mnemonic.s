  mvo r1, 5
  exit
