import greeter

print(greeter.GREETING)
