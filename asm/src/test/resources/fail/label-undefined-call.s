call map_lokup_elem
exit
