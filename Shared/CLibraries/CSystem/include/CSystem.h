#pragma once
#include <stdint.h>
#include <sys/types.h>

// Functions of glibc that Swift's Glibc module leaves out, because they need _GNU_SOURCE.

/// pipe2 with O_CLOEXEC, and O_NONBLOCK where asked for; 0, or -1 with errno.
int hookline_pipe(int ends[2], int is_nonblocking);

/// Starts a program that the kernel kills when the calling thread ends, which must be one that lasts as long as the
/// process. It leads a group of its own, hears every signal, and has three descriptors open: `descriptors`, in their order.
/// The first of `paths` that is a program is taken; lists end with NULL. The child's number, or -1 with errno.
pid_t hookline_spawn_bound(char *const paths[], char *const arguments[], char *const environment[],
                           const int descriptors[3]);

/// Names the calling thread, for debuggers and top -H; what exceeds 15 bytes is left out.
void hookline_name_thread(const char *name);

/// From now on each of these signals is written as one byte, its number, to `descriptor`, whatever thread it reaches
/// and whatever that thread is doing; 0, or -1 with errno. To be called once.
int hookline_write_signals(int descriptor, const int *signals, int count);

/// Sends bytes over a Unix socket without waiting and without SIGPIPE, and an open file with the first of them unless
/// it is -1. How many bytes were sent, or -1 with errno.
ssize_t hookline_send(int socket, const void *bytes, size_t count, int file);

/// The process gets SIGXCPU when it has used so many seconds of processor time in all; 0, or -1 with errno.
int hookline_limit_processor_time(pid_t process, uint64_t seconds);
