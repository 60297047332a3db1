#define _GNU_SOURCE
#include "CConfinement.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define FIELD(name) ((unsigned int)offsetof(struct seccomp_data, name))
// The lower half of an argument: both architectures are little endian.
#define ARGUMENT(index) ((unsigned int)(offsetof(struct seccomp_data, args) + (index) * 8))

#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset)
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define REFUSE BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
#define KILL BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)

// Allows a call whatever its arguments.
#define CALL(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1), ALLOW

// Allows a call that maps memory, or changes it, unless it is to hold code.
#define CALL_WITHOUT_CODE(name)                             \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 4),   \
      LOAD(ARGUMENT(2)),                                    \
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1), \
      REFUSE, ALLOW

// Allows a call whose argument has this value.
#define CALL_WITH(name, index, value)                        \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 4),    \
      LOAD(ARGUMENT(index)),                                 \
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned int)(value), 1, 0), \
      REFUSE, ALLOW

int hookline_confine_system_calls(void) {
#ifdef ARCHITECTURE
  struct sock_filter rules[] = {
      LOAD(FIELD(arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
      KILL,
      LOAD(FIELD(nr)),
#if defined(__x86_64__)
      // The calls of the x32 interface have numbers of their own, which nobody here uses.
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
      KILL,
#endif
      // What a decoder does most comes first.
      CALL(pread64),
#ifdef __NR_poll
      CALL(poll),
#endif
      CALL(writev),
      CALL(read),
      CALL(write),
      CALL(readv),
      CALL(recvmsg),
      CALL_WITHOUT_CODE(mmap),
      CALL(munmap),
      CALL(mremap),
      CALL(brk),
      CALL(madvise),
      CALL_WITHOUT_CODE(mprotect),
      CALL(futex),
      CALL(close),
      CALL(lseek),
      CALL(fstat),
      // fstat of newer C libraries; a path could only be looked at, and nothing tells whether one is given.
      CALL(newfstatat),
      CALL(ppoll),
      CALL(clock_gettime),
      CALL(clock_getres),
      CALL(gettimeofday),
      CALL(getrandom),
      CALL(sched_yield),
      CALL(sched_getaffinity),
      CALL(sysinfo),
      CALL(getpid),
      CALL(gettid),
      CALL(getppid),
      CALL(getrusage),
      CALL(restart_syscall),
      CALL(rt_sigreturn),
      CALL(rt_sigprocmask),
      CALL(rt_sigaction),
      CALL(exit),
      CALL(exit_group),
      // So that abort can end this process.
      CALL_WITH(tgkill, 0, getpid()),
      REFUSE,
  };
  struct sock_fprog program = {.len = sizeof rules / sizeof rules[0], .filter = rules};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  // Every thread that a library may have begun is bound too; a positive result is one that could not be.
  long result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
  return result == 0 ? 0 : -1;
#else
  errno = ENOSYS;
  return -1;
#endif
}

int hookline_confine_network(void) {
  if (unshare(CLONE_NEWNET) == 0) return 0;
  return unshare(CLONE_NEWUSER | CLONE_NEWNET);
}

static int limit(int resource, rlim_t value) {
  struct rlimit present;
  if (getrlimit(resource, &present) != 0) return -1;
  // What the parent has allowed already is never exceeded.
  if (present.rlim_max < value) value = present.rlim_max;
  struct rlimit wanted = {.rlim_cur = value, .rlim_max = value};
  return setrlimit(resource, &wanted);
}

int hookline_confine_resources(uint64_t memory, uint64_t file_size, uint64_t open_files) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return -1;
  if (limit(RLIMIT_CORE, 0) != 0 || limit(RLIMIT_NPROC, 0) != 0) return -1;
  if (limit(RLIMIT_FSIZE, file_size) != 0 || limit(RLIMIT_NOFILE, open_files) != 0) return -1;
  return limit(RLIMIT_AS, memory);
}

void hookline_reset_signals(void) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGXCPU, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
  signal(SIGPIPE, SIG_IGN);
}
