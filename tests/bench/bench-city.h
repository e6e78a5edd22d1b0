/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The made-up city that benchmarks test, and their stopwatch. */
#pragma once

#include "reeve-db.h"

G_BEGIN_DECLS

#define BENCH_MOST_ROUNDS 5

typedef struct
{
  guint n, every;          /* businesses; every so manieth is a massage establishment */
  GRand *rand;
  char *ordinance;         /* the text adopted */
  gsize ordinance_size;
  ReeveDb *db;
} BenchCity;

/* The shipped ordinance is adopted in it. The same city for the same arguments. */
BenchCity *bench_city_new (guint n, guint every);
void bench_city_free (BenchCity *city);

/* Elapsed time, and processor time over all threads, which a busy machine does not change; seconds. */
typedef struct { double wall, cpu; } BenchSpent;
typedef struct { guint n; double wall[BENCH_MOST_ROUNDS], cpu[BENCH_MOST_ROUNDS]; } BenchRounds;
BenchSpent bench_now (void);
/* What was spent since @start on doing it @times times. */
void bench_add_round (BenchRounds *rounds, BenchSpent start, guint times);
BenchSpent bench_median (BenchRounds *rounds);

G_END_DECLS
