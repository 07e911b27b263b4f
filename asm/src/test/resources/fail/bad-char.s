r0 = 1 @
$x: exit
`
