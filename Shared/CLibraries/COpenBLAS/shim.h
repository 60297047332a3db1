#pragma once
#include <cblas.h>
#include <stddef.h>

// LAPACK's own names: its C header is a package of its own. The last argument is the length of the text, as Fortran
// passes it.
void dpotrf_(const char *triangle, const int *size, double *matrix, const int *stride, int *info, size_t length);
void spotrf_(const char *triangle, const int *size, float *matrix, const int *stride, int *info, size_t length);
