#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

int hookline_pipe(int ends[2], int is_nonblocking) {
  return pipe2(ends, O_CLOEXEC | (is_nonblocking ? O_NONBLOCK : 0));
}

int hookline_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

void hookline_name_thread(const char *name) {
  char fitting[16];
  strncpy(fitting, name, sizeof fitting - 1);
  fitting[sizeof fitting - 1] = '\0';
  pthread_setname_np(pthread_self(), fitting);
}

static volatile sig_atomic_t signal_descriptor = -1;

// Only what may be called in a signal handler, and errno as it was.
static void write_signal(int number) {
  int before = errno;
  unsigned char byte = (unsigned char)number;
  if (write(signal_descriptor, &byte, 1) < 0) {
    // The pipe is full of signals that nobody has read: one more would say nothing new.
  }
  errno = before;
}

int hookline_write_signals(int descriptor, const int *signals, int count) {
  signal_descriptor = descriptor;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = write_signal;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  for (int index = 0; index < count; index++) {
    if (sigaction(signals[index], &action, NULL) != 0) return -1;
  }
  return 0;
}
