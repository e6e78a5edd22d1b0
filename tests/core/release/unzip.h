/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Names and contents of all files of a zip, one after the other. Fails the test when it is not one. Transfer full. */
GBytes *test_unzip (GBytes *zip);
