// Makes Swift's Mutex known to the thread sanitizer; empty in every other build.
//
// Where a Mutex is contended, Swift hands it over inside libswiftSynchronization, by a futex of the kernel. That library
// is not instrumented, so the sanitizer does not see that one thread's unlocking comes before the other's locking, and
// takes whatever the mutex guards for racing. The two functions here stand in front of those of the library and tell.
// Nothing is suppressed: what two threads touch without a common mutex is reported as ever.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)

void __tsan_acquire(void *address);
void __tsan_release(void *address);

// The names of Synchronization._MutexHandle._lockSlow(_: UInt32) and ._unlockSlow().
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef __attribute__((swiftcall)) void lock_function(uint32_t thread, __attribute__((swift_context)) void *mutex);
typedef __attribute__((swiftcall)) void unlock_function(__attribute__((swift_context)) void *mutex);

lock_function hookline_lock_slow __asm__(LOCK);
unlock_function hookline_unlock_slow __asm__(UNLOCK);

static void *original(const char *name) {
  void *function = dlsym(RTLD_NEXT, name);
  if (function == NULL) abort();
  return function;
}

__attribute__((swiftcall)) void hookline_lock_slow(uint32_t thread, __attribute__((swift_context)) void *mutex) {
  ((lock_function *)original(LOCK))(thread, mutex);
  __tsan_acquire(mutex);
}

__attribute__((swiftcall)) void hookline_unlock_slow(__attribute__((swift_context)) void *mutex) {
  unlock_function *unlock = (unlock_function *)original(UNLOCK);
  __tsan_release(mutex);
  unlock(mutex);
}

#endif
#endif
