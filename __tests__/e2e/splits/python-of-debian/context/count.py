import ssl

import tally

print(tally.total(40, 2), len(ssl.create_default_context().get_ca_certs()) > 100)
