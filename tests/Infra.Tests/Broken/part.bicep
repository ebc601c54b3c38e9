param needed string

output given string = needed
