/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-error.h"

G_DEFINE_QUARK (reeve-error-quark, reeve_error)
