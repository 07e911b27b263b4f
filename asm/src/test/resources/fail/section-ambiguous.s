exit
.section xdp
exit
