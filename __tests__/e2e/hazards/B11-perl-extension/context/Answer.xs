#include "EXTERN.h"
#include "perl.h"
#include "XSUB.h"

MODULE = Answer PACKAGE = Answer

int
answer()
  CODE:
    RETVAL = 6 * 7;
  OUTPUT:
    RETVAL
