#define _GNU_SOURCE
#include "CConfinement.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_DESCRIPTORS 8

void hookline_widen_pipe(int descriptor, int byte_count) { fcntl(descriptor, F_SETPIPE_SZ, byte_count); }

static void take(const struct cmsghdr *control, int *descriptor, int *descriptor_count) {
  size_t count = (control->cmsg_len - CMSG_LEN(0)) / sizeof(int);
  for (size_t index = 0; index < count; index++) {
    int each;
    memcpy(&each, CMSG_DATA(control) + index * sizeof each, sizeof each);
    if (*descriptor_count == 0) {
      *descriptor = each;
      *descriptor_count = 1;
    } else {
      close(each);
      *descriptor_count = 2;
    }
  }
}

ssize_t hookline_receive(int socket, void *bytes, size_t count, int *descriptor, int *descriptor_count) {
  union {
    char bytes[CMSG_SPACE(MOST_DESCRIPTORS * sizeof(int))];
    struct cmsghdr aligned;
  } control;
  struct iovec part = {.iov_base = bytes, .iov_len = count};
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
  *descriptor = -1;
  *descriptor_count = 0;
  ssize_t result;
  do {
    result = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  } while (result < 0 && errno == EINTR);
  if (result < 0) return result;
  for (struct cmsghdr *each = CMSG_FIRSTHDR(&message); each != NULL; each = CMSG_NXTHDR(&message, each)) {
    if (each->cmsg_level == SOL_SOCKET && each->cmsg_type == SCM_RIGHTS) take(each, descriptor, descriptor_count);
  }
  // What did not fit was closed by the kernel.
  if (message.msg_flags & MSG_CTRUNC) *descriptor_count = 2;
  if (*descriptor_count == 2 && *descriptor >= 0) {
    close(*descriptor);
    *descriptor = -1;
  }
  return result;
}
