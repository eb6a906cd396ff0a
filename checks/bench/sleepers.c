/* sleepers COUNT: starts as many processes that do nothing, says "ready", and ends with them at the end of its
 * standard input. Its children go with it however it ends. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int argc, char **argv) {
  pid_t parent = getpid();
  for (int left = argc > 1 ? atoi(argv[1]) : 0; left > 0; left--) {
    pid_t child = fork();
    if (child < 0) {
      perror("sleepers: fork");
      return 1;
    }
    if (child == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (getppid() != parent)
        _exit(0);
      for (;;)
        pause();
    }
  }
  puts("ready");
  fflush(stdout);
  while (getchar() != EOF)
    ;
  return 0;
}
