#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// What a decoder gives up before it reads anything that it was not built with, and what it keeps to talk.

/// From now on only the system calls that decoding needs; others fail with EPERM. 0, or -1 with errno where the system
/// does not permit such a filter. The filter cannot be taken off again.
int hookline_confine_system_calls(void);

/// A network of its own with nothing in it; 0, or -1 with errno where the system does not permit that.
int hookline_confine_network(void);

/// Limits that the process cannot raise again, and no traces or dumps of it; 0, or -1 with errno. `memory` is in bytes of
/// address space.
int hookline_confine_resources(uint64_t memory, uint64_t file_size, uint64_t open_files);

/// Signals as a new process has them, whatever the parent left, but for SIGPIPE, which is ignored.
void hookline_reset_signals(void);

/// Something that a confined process must not be able to do.
struct hookline_attempt {
  const char *name;
  /// 0 when it succeeded.
  int error;
};

/// Tries what must fail, up to `limit` things; how many.
int hookline_attempt_forbidden(struct hookline_attempt *attempts, int limit);

/// Asks for a pipe of this size; a smaller one stays when that is refused.
void hookline_widen_pipe(int descriptor, int byte_count);

/// Reads from a Unix socket up to `count` bytes, with the descriptors that came along. At most one is handed over; when
/// more came, all are closed and `descriptor_count` is 2.
ssize_t hookline_receive(int socket, void *bytes, size_t count, int *descriptor, int *descriptor_count);
