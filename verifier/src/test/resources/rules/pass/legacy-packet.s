.section socket
  r6 = r1
  r0 = *(u8 *)skb[23]
  exit
