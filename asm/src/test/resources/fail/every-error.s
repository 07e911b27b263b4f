  mvo r1, 5
  r11 = 1
  r0 = 0x1ffffffff
  goto nowhere
x: r0 = 1
x: add %r1
  exit
