#pragma once

// What a decoder gives up before it reads anything that it was not built with.

/// From now on only the system calls that decoding needs; others fail with EPERM. 0, or -1 with errno where the system
/// does not permit such a filter. The filter cannot be taken off again.
int hookline_confine_system_calls(void);
