#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

int hookline_pipe(int ends[2], int is_nonblocking) {
  return pipe2(ends, O_CLOEXEC | (is_nonblocking ? O_NONBLOCK : 0));
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

ssize_t hookline_send(int socket, const void *bytes, size_t count, int file) {
  struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  // A union, so that the bytes are aligned as a header must be.
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
  } control;
  if (file >= 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = control.bytes;
    message.msg_controllen = sizeof control.bytes;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &file, sizeof file);
  }
  ssize_t sent;
  do {
    sent = sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

int hookline_limit_processor_time(pid_t process, uint64_t seconds) {
  struct rlimit limit;
  if (prlimit(process, RLIMIT_CPU, NULL, &limit) != 0) return -1;
  // The hard limit stays: lowered, it could not be raised for the next order.
  limit.rlim_cur = limit.rlim_max == RLIM_INFINITY || seconds < limit.rlim_max ? seconds : limit.rlim_max;
  return prlimit(process, RLIMIT_CPU, &limit, NULL);
}
