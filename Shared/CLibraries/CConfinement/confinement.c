#define _GNU_SOURCE
#include "CConfinement.h"

#include <errno.h>

int hookline_confine_system_calls(void) {
  errno = ENOSYS;
  return -1;
}
