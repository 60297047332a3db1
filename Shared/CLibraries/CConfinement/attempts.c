#define _GNU_SOURCE
#include "CConfinement.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Each of these undoes what it did when it was not refused, so that the rest can be tried too.

static int opens(void) {
  int descriptor = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
  return descriptor < 0 ? -1 : close(descriptor);
}

static int creates(void) {
  int descriptor = open("/tmp", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  return descriptor < 0 ? -1 : close(descriptor);
}

static int connects(int family) {
  int descriptor = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  return descriptor < 0 ? -1 : close(descriptor);
}

static int connects_inet(void) { return connects(AF_INET); }
static int connects_unix(void) { return connects(AF_UNIX); }

static int forks(void) {
  pid_t child = (pid_t)syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
  if (child == 0) _exit(0);
  return child < 0 ? -1 : waitpid(child, NULL, 0) < 0 ? -1 : 0;
}

static int executes(void) {
  char *arguments[] = {NULL};
  return execve("/nonexistent", arguments, arguments);
}

static int signals_the_parent(void) { return kill(getppid(), 0); }
static int traces(void) { return (int)ptrace(PTRACE_TRACEME, 0, NULL, NULL); }

static int raises_a_limit(void) {
  struct rlimit limit = {.rlim_cur = 16, .rlim_max = 16};
  return setrlimit(RLIMIT_NOFILE, &limit);
}

static int maps_code(void) {
  void *page = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return page == MAP_FAILED ? -1 : munmap(page, 4096);
}

static int makes_code(void) {
  void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return 0;
  int result = mprotect(page, 4096, PROT_READ | PROT_EXEC);
  int error = errno;
  munmap(page, 4096);
  errno = error;
  return result;
}

int hookline_attempt_forbidden(struct hookline_attempt *attempts, int limit) {
  static const struct {
    const char *name;
    int (*attempt)(void);
  } all[] = {
      {"open a file", opens},
      {"create a file", creates},
      {"make a network socket", connects_inet},
      {"make a local socket", connects_unix},
      {"fork", forks},
      {"execute a program", executes},
      {"signal the parent", signals_the_parent},
      {"trace", traces},
      {"change a limit", raises_a_limit},
      {"map memory for code", maps_code},
      {"turn memory into code", makes_code},
  };
  int count = (int)(sizeof all / sizeof all[0]);
  if (count > limit) count = limit;
  for (int index = 0; index < count; index++) {
    errno = 0;
    attempts[index].name = all[index].name;
    attempts[index].error = all[index].attempt() < 0 ? (errno ? errno : EPERM) : 0;
  }
  return count;
}
