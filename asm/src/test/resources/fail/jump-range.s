goto +32768
if r1 == 5 goto -32769
ja 99999
exit
