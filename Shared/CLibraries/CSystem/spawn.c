#define _GNU_SOURCE
#include "CSystem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Not posix_spawn, which cannot have a child end with its parent. The child shares the memory of its parent, which stands
// still, until it is another program: it calls nothing that could wait for a lock, and returns from nothing.

struct start {
  char *const *paths;
  char *const *arguments;
  char *const *environment;
  const int *descriptors;
  pid_t parent;
};

// The number that a name stands for; -1 where it is none.
static int number_of(const char *name) {
  int number = 0;
  if (*name == 0) return -1;
  for (; *name != 0; name++) {
    if (*name < '0' || *name > '9' || number > 100000000) return -1;
    number = number * 10 + (*name - '0');
  }
  return number;
}

// Closes what the system lists. Not by readdir, which takes memory.
static int close_listed(int first) {
  int folder = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return -1;
  _Alignas(struct dirent64) char buffer[2048];
  long count;
  while ((count = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0) {
    for (long place = 0; place < count;) {
      const struct dirent64 *entry = (const struct dirent64 *)(buffer + place);
      int descriptor = number_of(entry->d_name);
      // The list goes on by number, whatever was closed.
      if (descriptor >= first && descriptor != folder) close(descriptor);
      place += entry->d_reclen;
    }
  }
  close(folder);
  return count == 0 ? 0 : -1;
}

static void close_rest(int first) {
  if (close_range((unsigned)first, ~0U, 0) == 0) return;
  // An older kernel, or a container that does not let it through.
  if (close_listed(first) == 0) return;
  // Where nothing can be listed either. The limit may be a thousand million, and each start would take minutes.
  const long most = 65536;
  long limit = sysconf(_SC_OPEN_MAX);
  if (limit <= 0 || limit > most) limit = most;
  for (long descriptor = first; descriptor < limit; descriptor++) close((int)descriptor);
}

// Returns only when it has failed, with errno.
static void become(const struct start *start, int *report) {
  struct sigaction usual = {.sa_handler = SIG_DFL};
  for (int number = 1; number < NSIG; number++) sigaction(number, &usual, NULL);
  if (setpgid(0, 0) != 0) return;
  // Beyond those that the child is to have.
  int end = fcntl(*report, F_DUPFD_CLOEXEC, 4);
  if (end < 0) return;
  *report = end;
  const int *descriptors = start->descriptors;
  for (int number = 0; number < 3; number++) {
    if (dup2(descriptors[number], number) < 0) return;
    // One that is its own copy keeps its flag.
    if (descriptors[number] == number && fcntl(number, F_SETFD, 0) != 0) return;
  }
  if (dup3(end, 3, O_CLOEXEC) < 0) return;
  *report = 3;
  close_rest(4);
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return;
  // It may have ended before it was asked.
  if (getppid() != start->parent) _exit(127);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  int failure = ENOENT;
  for (char *const *path = start->paths; *path != NULL; path++) {
    execve(*path, start->arguments, start->environment);
    // As a shell looks through PATH: one that may not be started is remembered, the rest is looked through.
    if (errno == EACCES) failure = EACCES;
    else if (errno != ENOENT && errno != ENOTDIR) return;
  }
  errno = failure;
}

__attribute__((noinline, noreturn)) static void run_child(const struct start *start, int report) {
  become(start, &report);
  int failure = errno;
  while (write(report, &failure, sizeof failure) < 0 && errno == EINTR) {}
  _exit(127);
}

pid_t hookline_spawn_bound(char *const paths[], char *const arguments[], char *const environment[],
                           const int descriptors[3]) {
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) return -1;
  // No handler of this process may run in the child.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  struct start start = {paths, arguments, environment, descriptors, getpid()};
  pid_t child = vfork();
  if (child == 0) run_child(&start, report[1]);
  int failure = child < 0 ? errno : 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(report[1]);
  if (child > 0) {
    ssize_t count;
    do {
      count = read(report[0], &failure, sizeof failure);
    } while (count < 0 && errno == EINTR);
    if (count != sizeof failure) failure = 0;
    if (failure != 0) {
      while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
    }
  }
  close(report[0]);
  if (failure == 0) return child;
  errno = failure;
  return -1;
}
