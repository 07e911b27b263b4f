call kfunc 5, -1
exit
