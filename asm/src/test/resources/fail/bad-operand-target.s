goto
goto 5x
goto +a
exit
