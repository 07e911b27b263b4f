r11 = 5
exit
