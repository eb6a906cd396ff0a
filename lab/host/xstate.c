/*
 * Lets Debian 12's user-mode kernel run on processors with AMX.
 *
 * That kernel (6.1) restores a process's extended registers with PTRACE_SETREGSET and a buffer of
 * 2696 bytes. The host's kernel accepts only the whole standard-format area, which is 11008 bytes
 * where the processor has AMX, and answers EFAULT: the guest dies before its first process. This
 * library, loaded with LD_PRELOAD, hands the host the area in full length. The parts that do not
 * fit into the short buffer are marked as being in their initial state, which they are: a process
 * must ask for AMX before it may use it.
 */
#define _GNU_SOURCE
#include <cpuid.h>
#include <dlfcn.h>
#include <elf.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/uio.h>

enum { HEADER = 512, LARGEST = 65536 };

typedef long (*ptrace_function)(int, pid_t, void *, void *);

static long full_length(ptrace_function real, pid_t pid, unsigned char *area) {
  struct iovec all = {area, LARGEST};
  return real(PTRACE_GETREGSET, pid, (void *)NT_X86_XSTATE, &all) == 0 ? (long)all.iov_len : -1;
}

/* The components that lie wholly within the first `length` bytes of the standard format. */
static uint64_t components_within(size_t length) {
  uint64_t within = 3; /* x87 and SSE: the legacy area */
  for (unsigned i = 2; i < 63; i++) {
    unsigned size, offset, c, d;
    __cpuid_count(0xd, i, size, offset, c, d);
    if (size != 0 && (c & 1) == 0 && (size_t)offset + size <= length) {
      within |= (uint64_t)1 << i;
    }
  }
  return within;
}

long ptrace(enum __ptrace_request request, ...) {
  static ptrace_function real;
  static long full;
  static uint64_t kept;
  static size_t kept_length;
  static unsigned char area[LARGEST] __attribute__((aligned(64)));

  va_list arguments;
  va_start(arguments, request);
  pid_t pid = va_arg(arguments, pid_t);
  void *address = va_arg(arguments, void *);
  void *data = va_arg(arguments, void *);
  va_end(arguments);

  if (real == NULL) {
    real = (ptrace_function)dlsym(RTLD_NEXT, "ptrace");
  }
  if (request != PTRACE_SETREGSET || address != (void *)NT_X86_XSTATE) {
    return real(request, pid, address, data);
  }
  const struct iovec *given = data;
  if (full == 0) {
    full = full_length(real, pid, area);
  }
  if (full <= 0 || given->iov_len >= (size_t)full || given->iov_len < HEADER + 8) {
    return real(request, pid, address, data);
  }
  if (kept_length != given->iov_len) {
    kept = components_within(given->iov_len);
    kept_length = given->iov_len;
  }
  memcpy(area, given->iov_base, given->iov_len);
  memset(area + given->iov_len, 0, (size_t)full - given->iov_len);
  uint64_t present;
  memcpy(&present, area + HEADER, sizeof present);
  present &= kept;
  memcpy(area + HEADER, &present, sizeof present);
  struct iovec whole = {area, (size_t)full};
  return real(request, pid, address, &whole);
}
