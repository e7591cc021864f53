import getpass
import netifaces

print(getpass.getuser(), "lo" in netifaces.interfaces())
