#include "teams.h"
#include "CKernels.h"
#include <pthread.h>
#include <stdbool.h>

enum { most_members = 64 };

typedef struct {
    void (*part)(void *, int);
    void *argument;
    int number;
    pthread_t thread;
    bool is_running;
} member;

static void *run_member(void *argument) {
    member *own = argument;
    own->part(own->argument, own->number);
    return NULL;
}

void team_run(int threads, void (*part)(void *argument, int number), void *argument) {
    member members[most_members];
    // The caller does the parts beyond the limit.
    for (int number = 1; number < threads && number < most_members; number++) {
        members[number] = (member){.part = part, .argument = argument, .number = number};
        members[number].is_running = pthread_create(&members[number].thread, NULL, run_member, &members[number]) == 0;
    }
    part(argument, 0);
    for (int number = 1; number < threads; number++) {
        if (number < most_members && members[number].is_running) pthread_join(members[number].thread, NULL);
        else part(argument, number);
    }
}

void ck_run_team(int threads, void (*part)(void *argument, int number), void *argument) { team_run(threads, part, argument); }
