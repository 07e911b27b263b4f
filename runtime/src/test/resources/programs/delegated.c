// In a new user namespace with a BPF file system that delegates everything, runs a command.
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

enum { SET_STRING = 1, CREATE = 6, MOVE_EMPTY = 4 };

static void check(long result, const char *what) {
  if (result < 0) {
    perror(what);
    exit(125);
  }
}

static void write_text(pid_t child, const char *file, const char *text) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", child, file);
  int fd = open(path, O_WRONLY);
  check(fd, path);
  check(write(fd, text, strlen(text)), path);
  close(fd);
}

static void set(int fs, const char *key) {
  check(syscall(SYS_fsconfig, fs, SET_STRING, key, "any", 0), key);
}

int main(int count, char **words) {
  int pair[2];
  char go;
  check(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), "socketpair");
  pid_t child = fork();
  check(child, "fork");
  if (child == 0) {
    check(unshare(CLONE_NEWUSER | CLONE_NEWNS), "unshare");
    int fs = syscall(SYS_fsopen, "bpf", 0);
    check(fs, "fsopen");
    check(write(pair[1], &fs, sizeof fs), "write");
    check(read(pair[1], &go, 1), "read");
    int mounted = syscall(SYS_fsmount, fs, 0, 0);
    check(mounted, "fsmount");
    check(syscall(SYS_move_mount, mounted, "", AT_FDCWD, words[1], MOVE_EMPTY), "move_mount");
    execvp(words[2], words + 2);
    check(-1, words[2]);
  }
  int theirs;
  check(read(pair[0], &theirs, sizeof theirs), "read");
  write_text(child, "setgroups", "deny");
  write_text(child, "uid_map", "0 0 1");
  write_text(child, "gid_map", "0 0 1");
  int process = syscall(SYS_pidfd_open, child, 0);
  check(process, "pidfd_open");
  int fs = syscall(SYS_pidfd_getfd, process, theirs, 0);
  check(fs, "pidfd_getfd");
  set(fs, "delegate_cmds");
  set(fs, "delegate_maps");
  set(fs, "delegate_progs");
  set(fs, "delegate_attachs");
  check(syscall(SYS_fsconfig, fs, CREATE, 0, 0, 0), "create");
  check(write(pair[0], "g", 1), "write");
  int status;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}
