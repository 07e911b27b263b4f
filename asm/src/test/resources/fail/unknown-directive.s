.sectoin xdp
exit
